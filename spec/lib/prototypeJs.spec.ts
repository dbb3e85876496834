import { expect } from 'chai';
import { busFailure } from '../../lib/bridges/cxBus/busFailure.js';
import { plain } from '../../lib/bridges/cxBus/plain.js';
import { sessionKeeper } from '../../lib/sessionKeeper.js';
import { TransportFailure } from '../../transports/failures.js';
import { frameOf, scriptedSession } from '../../transports/scripted.js';
import { withPrototypeJs } from '../support/prototypeJs.js';
import { stage } from './commands/stage.js';

describe('on a page with Prototype.js 1.6, whose arrays JSON takes for texts (C34)', () => {
  const on = stage();
  withPrototypeJs();

  it('filters survive a reload: what they hide stays hidden', async () => {
    const store = new Map<string, string>();
    const { service } = await on.begin({}, { store });
    await service.addPrefilter({ filters: [/token-\d+/, /b"\//gi] });
    await service.dispose();
    const said = frameOf({
      messages: [
        { index: 1, text: 'token-7' },
        { index: 2, text: 'hi' },
      ],
    });
    const next = on.open({ restore: [said] }, { store });
    await on.settle();

    const { messages } = await next.service.getTranscript();
    expect(messages.map(({ text }) => text)).to.deep.equal(['hi']);
    expect(await next.service.addPrefilter({ filters: /c/ })).to.deep.equal([/token-\d+/, /b"\//gi, /c/]);
  });

  it('what is kept holds the filters as a list', async () => {
    const store = new Map<string, string>();
    const keeper = sessionKeeper(store, 'key', () => undefined);
    keeper.keep({ session: scriptedSession, alive: 1, filters: [/a/] });
    await keeper.settled();

    expect(JSON.parse(store.get('key') ?? '')).to.deep.include({ filters: [{ source: 'a', flags: '' }] });
  });

  it('a bus hands out lists', () => {
    const payload = { messages: [{ text: 'a' }], agents: {} };
    expect(plain(payload)).to.deep.equal(payload);
    const circle: Record<string, unknown> = { list: [[1]] };
    circle.self = circle;
    expect(plain(circle)).to.deep.equal({ list: [[1]] });
  });

  it('a failure on the bus has the text of its answer', () => {
    const answer = { errors: [{ code: 1 }] };
    const failure = new TransportFailure('Refused', 'No.', { status: 400, answer });

    expect(busFailure(failure).responseText).to.equal('{"errors":[{"code":1}]}');
  });
});
