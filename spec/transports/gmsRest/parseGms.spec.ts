import { expect } from 'chai';
import { readGms } from '../../support/read.js';

const frameOf = (parts: Record<string, unknown>) => readGms({ statusCode: 0, ...parts });
const messagesOf = (...messages: unknown[]) => frameOf({ messages }).entries.map(({ message }) => message);

const ann = { nickname: 'Ann', participantId: 2, type: 'Agent' };
const fromAnn = { id: 2, name: 'Ann', type: 'Agent', nickname: 'Ann', participantId: 2 };
const nobody = { id: '', name: '', type: '' };

describe('parseGms', () => {
  it('reads a sample of the documentation', () => {
    const message = {
      from: { nickname: 'First Last', participantId: 1, type: 'Client' },
      index: 1,
      type: 'ParticipantJoined',
      utcTime: 1432845088000,
    };
    const answer = {
      statusCode: 0,
      chatEnded: false,
      chatId: '00048aAPEQJ8000U',
      alias: '117',
      userId: '007555677B20000A',
      secureKey: '4ee15d7e1c343c8e',
      nextPosition: 2,
      messages: [message],
    };
    const frame = readGms(answer);

    expect(frame.session).to.deep.equal({
      sessionId: '00048aAPEQJ8000U',
      alias: '117',
      userId: '007555677B20000A',
      secureKey: '4ee15d7e1c343c8e',
    });
    expect(frame.entries.map((entry) => entry.message)).to.deep.equal([
      {
        type: 'ParticipantJoined',
        text: '',
        from: { id: 1, name: 'First Last', type: 'Client', nickname: 'First Last', participantId: 1 },
        index: 1,
        timestamp: 1432845088000,
        utcTime: 1432845088000,
      },
    ]);
    expect(frame.entries[0]?.original).to.equal(message);
    expect([frame.chatEnded, frame.idleTimeCountDown, frame.answer]).to.deep.equal([false, undefined, answer]);
  });

  const frames: readonly (readonly [title: string, parts: Record<string, unknown>, read: Record<string, unknown>])[] = [
    ['an answer of a statusCode only', {}, { entries: [], chatEnded: false, session: {} }],
    ['a statusCode as text', { statusCode: '0' }, { entries: [] }],
    ['messages that are null', { messages: null }, { entries: [] }],
    ['that the chat has ended', { chatEnded: true }, { chatEnded: true }],
    ['the same as text', { chatEnded: 'true' }, { chatEnded: true }],
    ['chatEnded that says nothing', { chatEnded: 1 }, { chatEnded: false }],
    ['the seconds left to an idle chat', { idleTimerExpire: 30 }, { idleTimeCountDown: 30 }],
    ['the same as text', { idleTimerExpire: '30' }, { idleTimeCountDown: 30 }],
    ['no seconds where they are none', { idleTimerExpire: 'soon' }, { idleTimeCountDown: undefined }],
    ['keys that are numbers', { alias: 117, userId: 0 }, { session: { alias: '117', userId: '0' } }],
    ['no keys that are empty or null', { alias: '', secureKey: null }, { session: {} }],
  ];

  for (const [title, parts, read] of frames) {
    it(`reads ${title}`, () => {
      expect(frameOf(parts)).to.deep.include(read);
    });
  }

  const content = (inside: unknown) => ({ 'structured-content': { 'genesys-chat': { content: inside } } });
  const party = (style: unknown) => ({ GCTI_SYSTEM: { 'party-info': style } });
  const data = { 'file-id': 'F1' };

  const messages: readonly (readonly [
    title: string,
    message: Record<string, unknown>,
    read: Record<string, unknown>,
  ])[] = [
    ['a message of nothing', {}, { type: '', text: '', from: nobody }],
    ['text', { type: 'Message', text: ' a\n<b> ' }, { text: ' a\n<b> ' }],
    ['text that is a number', { type: 'Message', text: 0 }, { text: '0' }],
    ['text that is none', { type: 'Message', text: null }, { text: '' }],
    ['text that is an object', { type: 'Message', text: { a: 1 } }, { text: '' }],
    ['a type it does not know', { type: 'Dance' }, { type: 'Dance' }],
    ['a sender', { from: ann }, { from: fromAnn }],
    ['a sender whose id is text', { from: { ...ann, participantId: '2' } }, { from: fromAnn }],
    [
      'a sender whose id is no number',
      { from: { ...ann, participantId: 'p2' } },
      { from: { ...fromAnn, id: 'p2', participantId: 'p2' } },
    ],
    [
      'a sender without a name',
      { from: { type: 'Client' } },
      { from: { ...nobody, type: 'Client', nickname: '', participantId: '' } },
    ],
    ['a sender that is none', { from: 'Ann' }, { from: nobody }],
    ['an index as text', { index: '12' }, { index: 12 }],
    ['index 0', { index: 0 }, { index: 0 }],
    ['a time as text', { utcTime: '5' }, { timestamp: 5, utcTime: 5 }],
    [
      'data',
      { type: 'IdleAlert', userData: { 'next-idle-timer-secs': '45' } },
      { userData: { 'next-idle-timer-secs': '45' } },
    ],
    ['a file', { type: 'FileUploaded', userData: data }, { userData: data, fileDetails: data }],
    ['that somebody writes', { type: 'TypingStarted', text: 'hel' }, { isTyping: true, text: 'hel' }],
    ['that somebody stopped', { type: 'TypingStopped' }, { isTyping: false }],
    ['attributes', { eventAttributes: { a: 1 } }, { eventAttributes: { a: 1 } }],
    ['a bot', { from: ann, eventAttributes: party({ style: 'BOT' }) }, { from: { ...fromAnn, type: 'Bot' } }],
    [
      'a bot in JSON text',
      { from: ann, eventAttributes: party('{"style":"BOT"}') },
      { from: { ...fromAnn, type: 'Bot' } },
    ],
    ['no bot', { from: ann, eventAttributes: party({ style: 'HUMAN' }) }, { from: fromAnn }],
    ['structured content', { text: 'plain', eventAttributes: content({ text: 'rich' }) }, { text: 'rich' }],
    [
      'structured content in JSON text',
      { text: 'plain', eventAttributes: content('{"text":"rich"}') },
      { text: 'rich' },
    ],
    [
      'structured content without text',
      { text: 'plain', eventAttributes: content({ type: 'Card' }) },
      { text: 'plain' },
    ],
    ['structured content that is none', { text: 'plain', eventAttributes: content('{"text":') }, { text: 'plain' }],
  ];

  for (const [title, message, read] of messages) {
    it(`reads ${title}`, () => {
      expect(messagesOf(message)[0]).to.deep.include(read);
    });
  }

  it('says only what there is', () => {
    expect(Object.keys(messagesOf({ index: null, utcTime: 'now', from: null }).at(0) ?? {})).to.deep.equal([
      'type',
      'text',
      'from',
    ]);
  });
});

describe('parseGms, on order', () => {
  const texts = (...messages: unknown[]) => messagesOf(...messages).map(({ text }) => text);
  const at = (index: unknown, text: string) => ({ type: 'Message', index, text });
  const notice = { type: 'Notice', text: 'n' };

  it('leaves alone what is in order', () => {
    expect(texts(at(1, 'a'), notice, at(2, 'b'), at(2, 'c'), at(10, 'd'))).to.deep.equal(['a', 'n', 'b', 'c', 'd']);
  });

  it('sorts by index as a number; what has none keeps its place, what is equal its order', () => {
    expect(texts(at(10, 'd'), notice, at('9', 'c'), at(1, 'a'), notice, at(1, 'b'))).to.deep.equal([
      'a',
      'n',
      'b',
      'c',
      'n',
      'd',
    ]);
  });

  it('keeps each original with its message', () => {
    const [one, two] = [at(1, 'a'), at(2, 'b')];
    expect(frameOf({ messages: [two, one] }).entries.map(({ original }) => original)).to.deep.equal([one, two]);
  });
});
