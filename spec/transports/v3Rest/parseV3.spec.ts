import { expect } from 'chai';
import { readV3 } from '../../support/read.js';
import { tokenOf } from './tokenOf.js';

const frameOf = (data: Record<string, unknown>) => readV3({ status: { code: 0 }, data });
const messagesOf = (...messages: unknown[]) => frameOf({ messages }).entries.map(({ message }) => message);

const ann = { nickname: 'Ann', participantId: '77aa', type: 'Agent' };
const fromAnn = { id: '77aa', name: 'Ann', type: 'Agent', participantId: '77aa' };
const nobody = { id: '', name: '', type: '' };
const time = 1606049000000;
const clientToken = tokenOf();

describe('parseV3', () => {
  it('reads an answer whole', () => {
    const joined = {
      index: '1606049000000-0',
      type: 'ParticipantJoined',
      from: { nickname: 'Jonny', type: 'Customer', participantId: '198d' },
      utcTime: time,
    };
    const said = { index: '1606049005000-0', type: 'Text', text: 'Hello', from: ann, utcTime: time + 5000 };
    const answer = { status: { code: 0 }, data: { chatEnded: false, messages: [joined, said] } };
    const frame = readV3(answer);

    expect(frame.entries.map(({ message }) => message)).to.deep.equal([
      {
        type: 'ParticipantJoined',
        text: '',
        from: { id: '198d', name: 'Jonny', type: 'Client', participantId: '198d' },
        timestamp: time,
        index: '1606049000000-0',
      },
      { type: 'Message', text: 'Hello', from: fromAnn, timestamp: time + 5000, index: '1606049005000-0' },
    ]);
    expect(frame.entries.map(({ original }) => original)).to.deep.equal([joined, said]);
    expect(frame.answer).to.equal(answer);
    expect([frame.chatEnded, frame.session]).to.deep.equal([false, {}]);
  });

  const answers: readonly (readonly [title: string, answer: unknown, read: Record<string, unknown>])[] = [
    ['a status alone', { status: { code: 0 } }, { entries: [], chatEnded: false, session: {} }],
    ['data alone', { data: { chatEnded: true } }, { chatEnded: true }],
    ['data that is null', { status: {}, data: null }, { entries: [] }],
    ['data in JSON text', { data: '{"chatEnded":true}' }, { chatEnded: true }],
    ['messages that are null', { data: { messages: null } }, { entries: [] }],
    ['that the chat has ended, as text', { data: { chatEnded: 'true' } }, { chatEnded: true }],
    ['chatEnded that says nothing', { data: { chatEnded: 1 } }, { chatEnded: false }],
    ['no token where it is empty', { data: { clientToken: '' } }, { session: {} }],
    [
      'the session of a token',
      { data: { clientToken, selfUri: '/nexus/v3/chat/sessions/S1' } },
      { session: { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token: clientToken } },
    ],
  ];

  for (const [title, answer, read] of answers) {
    it(`reads ${title}`, () => {
      expect(readV3(answer)).to.deep.include(read);
    });
  }

  const image = { type: 'image', mime: 'image/png', url: '/sessions/S1/images/1' };
  const rows: readonly (readonly [title: string, message: Record<string, unknown>, read: Record<string, unknown>])[] = [
    ['a message of nothing', {}, { type: '', text: '', from: nobody }],
    ['text', { type: 'Text', text: ' a\n<b> ' }, { type: 'Message', text: ' a\n<b> ' }],
    ['text that is a number', { type: 'Text', text: 0 }, { text: '0' }],
    ['text that is none', { type: 'Text', text: null }, { text: '' }],
    ['text that is an object', { type: 'Text', text: { a: 1 } }, { text: '' }],
    ['a type it does not know', { type: 'structured' }, { type: 'structured', text: '' }],
    ['a type of Message', { type: 'Message', text: 'a' }, { type: 'Message', text: 'a' }],
    ['a page to open', { type: 'PushUrl', text: 'see', url: 'https://a' }, { type: 'PushUrl', text: 'https://a' }],
    ['a page to open in the text', { type: 'PushUrl', text: 'https://a' }, { text: 'https://a' }],
    ['no url of other types', { type: 'Text', text: 'a', url: 'b' }, { text: 'a' }],
    ['a sender', { from: ann }, { from: fromAnn }],
    [
      'a customer',
      { from: { ...ann, type: 'Customer' } },
      { from: { id: '77aa', name: 'Ann', type: 'Client', participantId: '77aa' } },
    ],
    [
      'a sender of a first name',
      { from: { ...ann, nickname: '', firstName: 'Anna' } },
      { from: { ...fromAnn, name: 'Anna' } },
    ],
    [
      'a sender whose id is a number',
      { from: { ...ann, participantId: 7 } },
      { from: { ...fromAnn, id: '7', participantId: '7' } },
    ],
    ['a sender that says nothing', { from: {} }, { from: { ...nobody, participantId: '' } }],
    ['a sender that is none', { from: 'Ann' }, { from: nobody }],
    ['an index as it is', { index: '5-10' }, { index: '5-10' }],
    ['an index without a dash', { index: '12' }, { index: '12' }],
    ['an index that is a number', { index: 12 }, { index: 12 }],
    ['index 0', { index: 0 }, { index: 0 }],
    ['an index of another kind', { index: 'abc' }, { index: 'abc' }],
    ['a time', { utcTime: 5 }, { timestamp: 5 }],
    ['a time as text', { utcTime: '5' }, { timestamp: 5 }],
    ['a time in ISO', { utcTime: '2020-11-22T12:43:20.000Z' }, { timestamp: time }],
    ['that somebody writes', { type: 'TypingStarted', text: 'hel' }, { isTyping: true, text: 'hel' }],
    ['that somebody stopped', { type: 'TypingStopped' }, { isTyping: false }],
    ['data', { userData: { a: 1 } }, { userData: { a: 1 } }],
    ['attributes', { eventAttributes: '{"a":1}' }, { eventAttributes: { a: 1 } }],
    ['an image', { type: 'Text', content: [image] }, { content: [image] }],
    ['content that is partly none', { content: [null, image, 'x', []] }, { content: [image] }],
  ];

  for (const [title, message, read] of rows) {
    it(`reads ${title}`, () => {
      expect(messagesOf(message)[0]).to.deep.include(read);
    });
  }

  it('says only what there is', () => {
    const nothing = { index: null, utcTime: 'now', from: null, userData: 5, eventAttributes: [], content: {} };
    expect(Object.keys(messagesOf(nothing)[0] ?? {})).to.deep.equal(['type', 'text', 'from']);
  });
});

describe('parseV3, on order', () => {
  const texts = (...messages: unknown[]) => messagesOf(...messages).map(({ text }) => text);
  const at = (index: unknown, text: string) => ({ type: 'Text', index, text });
  const notice = { type: 'Notice', text: 'n' };

  it('leaves alone what is in order', () => {
    expect(texts(at('9-0', 'a'), notice, at('9-2', 'b'), at('9-10', 'c'), at('10-0', 'd'))).to.deep.equal([
      'a',
      'n',
      'b',
      'c',
      'd',
    ]);
  });

  it('turns round what comes newest first', () => {
    expect(texts(at('10-0', 'd'), at('9-10', 'c'), at('9-2', 'b'), at('9-0', 'a'))).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('leaves in its place what has no index, and what is equal in its order', () => {
    expect(texts(at(10, 'c'), notice, at('9', 'a'), notice, at('9-0', 'b'))).to.deep.equal(['a', 'n', 'b', 'n', 'c']);
  });

  it('keeps each original with its message', () => {
    const [one, two] = [at('1-0', 'a'), at('2-0', 'b')];
    expect(frameOf({ messages: [two, one] }).entries.map(({ original }) => original)).to.deep.equal([one, two]);
  });
});
