import { expect } from 'chai';
import { newsOf } from '../../streams/newsOf.js';
import { frameOf } from '../../transports/scripted.js';

const sentWith = { sessionId: 'chat-1', secureKey: 'old', alias: '1', userId: 'u' };

describe('newsOf', () => {
  it('keeps the keys that are new, and nothing that only repeats what was sent', () => {
    const frame = { ...frameOf(), session: { sessionId: 'chat-1', secureKey: 'new', alias: '1' } };

    expect(newsOf(sentWith, 7, frame)).to.deep.equal({ ...frame, session: { secureKey: 'new' }, request: 7 });
  });

  it('takes nothing from an answer that repeats the keys it was asked with', () => {
    expect(newsOf(sentWith, 7, { ...frameOf(), session: sentWith }).session).to.deep.equal({});
    expect(newsOf(sentWith, 7, { ...frameOf(), session: undefined }).session).to.deep.equal({});
  });
});
