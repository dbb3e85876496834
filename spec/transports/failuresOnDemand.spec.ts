import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { TransportFailure } from '../../transports/failures.js';
import { gmsAnswer } from '../../transports/gmsRest/gmsAnswer.js';
import { gmsCalls } from '../../transports/gmsRest/gmsCalls.js';
import { type Exchange, request } from '../../transports/request.js';
import { settled } from '../support/settled.js';

const key = 'KEY-OF-THE-CHAT';
const session = { sessionId: 'C1', secureKey: key, alias: '117', userId: 'U1' };
const call = gmsCalls({ dataURL: 'https://host/chat' });

const answers: Readonly<Record<string, readonly [status: number, answer: unknown]>> = {
  good: [200, { statusCode: 0, chatId: 'C1' }],
  'refused over HTTP': [503, { errors: [{ advice: key }] }],
  refused: [200, { statusCode: 2, errors: [{ code: 249, advice: key }] }],
  'another chat': [200, { statusCode: 0, chatId: 'C2', secureKey: key }],
  'a message that cannot be read': [200, { statusCode: 0, chatId: 'C1', messages: [key, { index: 2, text: 'hi' }] }],
};

const asked = (name: string, failures?: Exchange['failures']) => {
  const [status, answer] = answers[name] ?? [];
  const exchange = call(session, 'refresh');
  return request(
    async () => new Response(JSON.stringify(answer), { status }),
    { ...exchange, ...(failures && { failures }) },
    gmsAnswer,
  );
};

const missing: Exchange['failures'] = () => Promise.reject(new Error(`404 for ${key}`));

describe('the code that makes failures', () => {
  it('is not loaded for a good answer', async () => {
    let loaded = 0;
    const { endings } = await settled(
      asked('good', () => {
        loaded += 1;
        return missing();
      }),
    );

    expect([endings, loaded]).to.deep.equal([1, 0]);
  });

  const plain: readonly (readonly [name: string, facts: object])[] = [
    ['refused over HTTP', { kind: 'Refused', status: 503 }],
    ['refused', { kind: 'Refused', status: 200, statusCode: 2 }],
    ['another chat', { kind: 'Garbled', status: 200, path: 'chatId' }],
  ];

  for (const [name, facts] of plain) {
    it(`fails once and plainly if it cannot be loaded: ${name}`, async () => {
      const { failure, endings } = await settled(asked(name, missing));

      expect(endings).to.equal(1);
      expect(failure).to.be.instanceOf(TransportFailure).and.to.include(facts);
      expect(failure).to.have.property('message').that.includes('could not be loaded').and.does.not.include(key);
      expect(JSON.stringify(failure)).to.not.include(key);
    });

    it(`makes the whole failure with it: ${name}`, async () => {
      const { failure, endings } = await settled(asked(name));

      expect(endings).to.equal(1);
      expect(failure).to.be.instanceOf(TransportFailure).and.to.include(facts);
      expect(failure).to.have.property('answer').that.is.an('object');
      expect(JSON.stringify(failure)).to.not.include(key);
    });
  }

  it('E28: costs no message that can be read if it cannot be loaded', async () => {
    const { values } = await settled(asked('a message that cannot be read', missing));

    expect(values).to.have.length(1);
    expect(values[0]?.entries.map(({ message }) => message.text)).to.deep.equal(['hi']);
    expect(values[0]?.unreadable).to.have.length(1);
    expect(values[0]?.unreadable?.[0]).to.include({ kind: 'Garbled', status: 200, path: 'messages[0]' });
  });

  describe('in time', () => {
    let clock: SinonFakeTimers;

    beforeEach(() => {
      clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });

    afterEach(() => clock.restore());

    it('fails plainly, not with TimedOut, if it is not loaded within the time for the answer', async () => {
      const outcome = settled(asked('refused over HTTP', () => new Promise(() => undefined)));
      await clock.tickAsync(3000);

      expect((await outcome).failure).to.include({ kind: 'Refused', status: 503 });
    });
  });
});
