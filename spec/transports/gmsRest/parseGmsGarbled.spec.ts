import { expect } from 'chai';
import fc from 'fast-check';
import { TransportFailure } from '../../../transports/failures.js';
import { readGms } from '../../support/read.js';

const failureOf = (answer: unknown): TransportFailure => {
  try {
    readGms(answer);
  } catch (failure) {
    if (failure instanceof TransportFailure) return failure;
    throw failure;
  }
  throw new Error('It was read.');
};

describe('parseGms, on what is no answer', () => {
  const rows: readonly (readonly [answer: unknown, path: string])[] = [
    [undefined, '$'],
    [null, '$'],
    ['{"statusCode":0}', '$'],
    [[], '$'],
    [5, '$'],
    [{}, 'statusCode'],
    [{ statusCode: null }, 'statusCode'],
    [{ statusCode: 'ok' }, 'statusCode'],
    [{ statusCode: '' }, 'statusCode'],
    [{ statusCode: Number.NaN }, 'statusCode'],
    [{ statusCode: {} }, 'statusCode'],
    [{ statusCode: 0, messages: {} }, 'messages'],
    [{ statusCode: 0, messages: 'none' }, 'messages'],
    [{ statusCode: 0, messages: false }, 'messages'],
    [{ statusCode: 0, chatId: {} }, 'chatId'],
    [{ statusCode: 0, secureKey: true }, 'secureKey'],
    [{ statusCode: 0, alias: ['1'] }, 'alias'],
    [{ statusCode: 0, userId: { a: 1 } }, 'userId'],
  ];

  for (const [answer, path] of rows) {
    it(`names ${path} of ${JSON.stringify(answer)}`, () => {
      const failure = failureOf(answer);

      expect([failure.kind, failure.path]).to.deep.equal(['Garbled', path]);
      expect(failure.message).to.include(` ${path}: `);
    });
  }

  it('E29: names the chatId of another chat, and takes the one that was asked for', () => {
    const reading = { secrets: [], sessionId: '7' };
    expect(() => readGms({ statusCode: 0, chatId: 'other', secureKey: 'theirs' }, reading)).to.throw('see chatId: ');
    expect(readGms({ statusCode: 0, chatId: 7 }, reading).session).to.deep.equal({ sessionId: '7' });
    expect(readGms({ statusCode: 0 }, reading).session).to.deep.equal({});
  });

  const unreadable: readonly (readonly [
    messages: readonly unknown[],
    path: string,
    read: number,
    position?: number,
  ])[] = [
    [[null], 'messages[0]', 0],
    [[{}, []], 'messages[1]', 1],
    [[{}, {}, 'hi'], 'messages[2]', 2],
    [[{ index: 'one' }], 'messages[0].index', 0],
    [[{ index: {} }, { index: 4 }], 'messages[0].index', 1, 4],
    [[{ index: 4 }, { index: {} }], 'messages[1].index', 1, 5],
    [[{ index: 4 }, null, { index: 6 }], 'messages[1]', 2, 6],
    [JSON.parse('[{"index":1e999}]'), 'messages[0].index', 0],
  ];
  for (const [messages, path, read, position] of unreadable) {
    it(`E28: leaves out ${path} of ${JSON.stringify(messages)}, reads the others, and moves past it`, () => {
      const frame = readGms({ statusCode: 0, messages });

      expect(frame.unreadable?.map((failure) => [failure.kind, failure.path])).to.deep.equal([['Garbled', path]]);
      expect(frame.entries).to.have.length(read);
      expect(frame.position).to.equal(position);
    });
  }

  const positions: readonly (readonly [messages: readonly unknown[], next: unknown, position?: number])[] = [
    [[], 9],
    [[{ type: 'Notice' }], 9],
    [[{ index: 4 }], undefined, 4],
    [[{ index: 4 }], 5, 4],
    [[{ index: 4 }], 3, 2],
    [[{ index: 9_999_999 }, { index: 4 }], 5, 4],
    [[{ index: 4 }], 'soon', 4],
    [[{ index: 4 }], 4.5, 3],
    [[{ index: 4.5 }], undefined, 4],
    [[{ index: 4 }], 0, 0],
    [[{ index: 4 }], -5, 0],
    [[null], 5, 4],
    [[{ index: 4 }, null, null], 7, 6],
    [[{ index: 4 }, null, null], 6, 5],
  ];
  for (const [messages, nextPosition, position] of positions) {
    it(`E30: the position after ${JSON.stringify(messages)} is ${position} if the next one is ${nextPosition}`, () => {
      expect(readGms({ statusCode: 0, messages, nextPosition }).position).to.equal(position);
    });
  }

  it('hides the keys of what it shows', () => {
    const { answer } = failureOf({ secureKey: 'SK1', alias: '5' });
    expect(answer).to.deep.equal({ secureKey: '•••', alias: '5' });
  });

  it('is not led astray by prototypes', () => {
    const text =
      '{"__proto__":{"polluted":1,"chatEnded":true},"statusCode":0,"messages":[{"__proto__":{"index":"x","text":"y"},"from":{"__proto__":{"type":"Agent"}}}]}';
    const { chatEnded, entries } = readGms(JSON.parse(text));

    expect([chatEnded, entries[0]?.message.text, entries[0]?.message.from.type]).to.deep.equal([false, '', '']);
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
  });

  const reads = (answer: unknown): void => {
    try {
      for (const { message } of readGms(answer).entries) {
        expect([typeof message.type, typeof message.text, typeof message.from.name]).to.deep.equal([
          'string',
          'string',
          'string',
        ]);
        expect(typeof (message.index ?? 0)).to.equal('number');
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
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('{"text":1}', '7', 'true', 'Message', 0));
    const within = (...names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), anything);
    const message = fc
      .tuple(
        within('type', 'text', 'from', 'index', 'utcTime', 'userData', 'eventAttributes', '__proto__'),
        within('nickname', 'participantId', 'type'),
        within('GCTI_SYSTEM', 'structured-content'),
        within('party-info', 'genesys-chat'),
      )
      .map(([parts, from, eventAttributes, inner]) => ({
        from,
        eventAttributes: { ...eventAttributes, GCTI_SYSTEM: inner },
        ...parts,
      }));
    const answer = fc
      .tuple(within('statusCode', 'chatEnded', 'chatId', 'secureKey', 'messages'), fc.array(message, { maxLength: 4 }))
      .map(([parts, messages]) => ({ statusCode: 0, messages, ...parts }));
    fc.assert(fc.property(answer, reads), { numRuns: 1000 });
  });
});
