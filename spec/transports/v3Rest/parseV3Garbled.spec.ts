import { expect } from 'chai';
import fc from 'fast-check';
import { TransportFailure } from '../../../transports/failures.js';
import { readV3 } from '../../support/read.js';
import { tokenOf } from './tokenOf.js';

const failureOf = (answer: unknown): TransportFailure => {
  try {
    readV3(answer);
  } catch (failure) {
    if (failure instanceof TransportFailure) return failure;
    throw failure;
  }
  throw new Error('It was read.');
};

describe('parseV3, on what is no answer', () => {
  const rows: readonly (readonly [answer: unknown, path: string])[] = [
    [undefined, '$'],
    [null, '$'],
    ['{"data":{}}', '$'],
    [[], '$'],
    [5, '$'],
    [{}, 'status'],
    [{ status: 'ok' }, 'status'],
    [{ statusCode: 0, messages: [] }, 'status'],
    [{ data: null }, 'status'],
    [{ data: [] }, 'data'],
    [{ status: {}, data: 'none' }, 'data'],
    [{ status: {}, data: 0 }, 'data'],
    [{ data: { messages: {} } }, 'data.messages'],
    [{ data: { messages: 'none' } }, 'data.messages'],
    [{ data: { messages: false } }, 'data.messages'],
    [{ data: { clientToken: 'no token' } }, 'data.clientToken'],
    [{ data: { clientToken: 5 } }, 'data.clientToken'],
    [{ data: { clientToken: { a: 1 } } }, 'data.clientToken'],
  ];

  for (const [answer, path] of rows) {
    it(`names ${path} of ${JSON.stringify(answer)}`, () => {
      const failure = failureOf(answer);

      expect([failure.kind, failure.path]).to.deep.equal(['Garbled', path]);
      expect(failure.message).to.include(` ${path}: `);
    });
  }

  it('E29: names the token of another session, and takes the one that was asked for', () => {
    const answer = { data: { clientToken: tokenOf({ sessionId: 'S2' }) } };
    expect(() => readV3(answer, { secrets: [], sessionId: 'S1' })).to.throw('see data.clientToken: ');
    expect(readV3(answer, { secrets: [], sessionId: 'S2' }).session?.sessionId).to.equal('S2');
    expect(readV3(answer).session?.sessionId).to.equal('S2');
  });

  const unreadable: readonly (readonly [
    messages: readonly unknown[],
    path: string,
    read: number,
    position?: string,
  ])[] = [
    [[null], 'data.messages[0]', 0],
    [[{}, []], 'data.messages[1]', 1],
    [[{}, {}, 'hi'], 'data.messages[2]', 2],
    [[{ index: {} }, { index: '4-0' }], 'data.messages[0].index', 1, '4-0'],
    [[{ index: '4-0' }, { index: '' }], 'data.messages[1].index', 1, '4-0'],
    [[{}, { index: true }], 'data.messages[1].index', 1],
    [JSON.parse('[{"index":1e999}]'), 'data.messages[0].index', 0],
  ];
  for (const [messages, path, read, position] of unreadable) {
    it(`E28: leaves out ${path} of ${JSON.stringify(messages)}, and reads the others`, () => {
      const frame = readV3({ data: { messages } });

      expect(frame.unreadable?.map((failure) => [failure.kind, failure.path])).to.deep.equal([['Garbled', path]]);
      expect(frame.entries).to.have.length(read);
      expect(frame.position).to.equal(position);
    });
  }

  it('E30: the position is the last index in the order of the answer, not the greatest', () => {
    const messages = ['5-0', '999-0', '6-0'].map((index) => ({ index }));
    const { position, entries } = readV3({ data: { messages } });

    expect(position).to.equal('6-0');
    expect(entries.map(({ message }) => message.index)).to.deep.equal(['5-0', '6-0', '999-0']);
    expect(readV3({ data: { messages: [{}] } })).to.not.have.property('position');
  });

  it('hides the token of what it shows', () => {
    const { answer } = failureOf({ data: { clientToken: tokenOf(), messages: 5 } });
    expect(answer).to.deep.equal({ data: { clientToken: '•••', messages: 5 } });
  });

  it('is not led astray by prototypes', () => {
    const text =
      '{"__proto__":{"polluted":1},"data":{"__proto__":{"chatEnded":true},"messages":[{"__proto__":{"index":"x","text":"y"},"from":{"__proto__":{"type":"Agent"}}}]}}';
    const { chatEnded, entries } = readV3(JSON.parse(text));

    expect([chatEnded, entries[0]?.message.text, entries[0]?.message.from.type]).to.deep.equal([false, '', '']);
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
  });

  const reads = (answer: unknown): void => {
    try {
      for (const { message } of readV3(answer).entries) {
        expect([typeof message.type, typeof message.text, typeof message.from.name]).to.deep.equal([
          'string',
          'string',
          'string',
        ]);
        expect(typeof (message.index ?? 0)).to.match(/string|number/);
        expect(typeof (message.timestamp ?? 0)).to.equal('number');
      }
    } catch (failure) {
      expect(failure).to.be.instanceOf(TransportFailure);
      expect(failure).to.have.property('kind', 'Garbled');
      expect(failure).to.have.property('path').that.is.not.empty;
    }
  };

  it('reads any JSON, or fails with Garbled', () => {
    fc.assert(fc.property(fc.jsonValue(), reads), { numRuns: 500 });
  });

  it('reads whatever is in the place of an answer and its messages, or fails with Garbled', () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('{"text":1}', '7', 'true', 'Text', '5-0'));
    const within = (...names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), anything);
    const message = fc
      .tuple(
        within(
          'type',
          'text',
          'url',
          'from',
          'index',
          'utcTime',
          'userData',
          'eventAttributes',
          'content',
          '__proto__',
        ),
        within('nickname', 'firstName', 'participantId', 'type'),
      )
      .map(([parts, from]) => ({ from, ...parts }));
    const answer = fc
      .tuple(
        within('status', 'data'),
        within('chatEnded', 'clientToken', 'messages'),
        fc.array(message, { maxLength: 4 }),
      )
      .map(([parts, data, messages]) => ({ data: { messages, ...data }, ...parts }));
    fc.assert(fc.property(answer, reads), { numRuns: 1000 });
  });
});
