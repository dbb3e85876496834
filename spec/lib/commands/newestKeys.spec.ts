import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { Frame } from '../../../transports/frames.js';
import { frameOf, scriptedSession } from '../../../transports/scripted.js';
import { everything, stage } from './stage.js';

const newer = { ...scriptedSession, secureKey: 'key-2' };

describe('the newest keys', () => {
  const { begin } = stage();

  it('stay the newest where an answer to an older request comes late', async () => {
    const late = new Subject<Frame>();
    const { service } = await begin({ ...everything, customNotice: () => late, send: [frameOf({ session: newer })] });
    const notice = service.sendCustomNotice({ message: 'slow' });
    await service.sendMessage({ message: 'hi' });
    late.next(frameOf({ session: scriptedSession }));
    late.complete();
    await notice;

    expect(await service.getSessionData()).to.deep.equal(newer);
  });
});
