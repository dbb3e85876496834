import { expect } from 'chai';
import type { Occurrence } from '../../streams/inputs.js';
import type { SessionState } from '../../streams/state.js';
import { acceptedOne, dispatchedOne, failedOne, linesOf, ownOf, retriedOne, sent, shownBy } from './ownMessages.js';
import { ann, customer, entryOf, failures, frameWith, given, polled, pollFailed, session, sue } from './scene.js';
import { pureStep, rules, transitionTable } from './transitionTable.js';

const echo = (index: number, text: string) => entryOf(index, customer, 'Message', { text });
const word = (index: number, text: string) => entryOf(index, ann, 'Message', { text });
const hiddenEcho = (index: number, text: string) => ({ ...echo(index, text), hidden: true });
const { offline, timedOut, garbled, http500, statusCode1, statusCode2 } = failures;

transitionTable('a message of one’s own is sent', [
  {
    title: 'it is on its way at once, from the customer as the server last named them',
    given: given.active({ typing: true }),
    inputs: [polled([entryOf(1, customer, 'ParticipantJoined')]), sent('a', ' hi ')],
    events: [
      [
        'clientConnected',
        { message: entryOf(1, customer, 'ParticipantJoined').message, agents: {}, numAgentsConnected: 0 },
      ],
      [
        'messageReceived',
        {
          messages: [entryOf(1, customer, 'ParticipantJoined').message],
          originalMessages: [entryOf(1, customer, 'ParticipantJoined').original],
          restoring: false,
          sessionId: session.sessionId,
        },
      ],
      'clientTypingStopped',
    ],
    state: {
      outgoing: [
        {
          ...ownOf('a', ' hi '),
          message: { type: 'Message', text: ' hi ', from: customer, timestamp: 50_000, status: 'sending', key: 'a' },
        },
      ],
    },
  },
  {
    title: 'not without a chat',
    given: given.idle(),
    inputs: [sent('a')],
    events: [],
    refusal: 'noSession',
    state: { outgoing: [] },
  },
  {
    title: 'not where a filter hides it',
    given: given.active({ filters: [/^\d+$/] }),
    inputs: [sent('1234'), sent('{start:123456789}'), acceptedOne('1234')],
    events: [],
    state: { outgoing: [] },
  },
  {
    title: 'what has not failed is not sent again',
    given: given.active({ sleeping: true }),
    inputs: [retriedOne('a')],
    events: [],
    refusal: 'notFailed',
    state: { sleeping: true },
  },
  {
    title: 'nothing is sent again without a chat',
    given: given.idle(),
    inputs: [retriedOne('a')],
    events: [],
    refusal: 'noSession',
  },
  {
    title: 'to send again wakes, and ends typing',
    given: given.active(),
    inputs: [sent('a'), failedOne('a', offline), { kind: 'slept' }, { kind: 'typingAsked' }, retriedOne('a')],
    events: ['sleeping', 'clientTypingStarted', 'waking', 'clientTypingStopped'],
  },
]);

/** What is shown after each input. */
const told = (
  inputs: readonly Occurrence[],
  more: Partial<typeof rules> = {},
  first: SessionState = given.active({}, ann),
): string[] => {
  let state = first;
  const row: string[] = [];
  let underWay: string | undefined;
  return inputs.map((input, at) => {
    const step = (taken: Occurrence) => {
      state = pureStep(state, { at, ...taken }, { ...rules, ...more }).state;
    };
    step(input);
    if (input.kind === 'messageAsked' && input.own) row.push(input.own.id);
    if (input.kind === 'messageRetried') row.push(input.id);
    if (input.kind === 'messageAccepted' || input.kind === 'messageFailed') row.splice(row.indexOf(input.id), 1);
    // One after the other.
    const [head] = row;
    if (head !== underWay && head) step(dispatchedOne(head));
    underWay = head;
    return linesOf(shownBy(state)).join(' | ');
  });
};

/** The last of that. */
const shownAfter = (inputs: readonly Occurrence[], more: Partial<typeof rules> = {}): string | undefined =>
  told(inputs, more).at(-1);

const pushes = { polls: false };

describe('transition: what is shown of one’s own messages', () => {
  it('is sending, sent, and the server’s echo', () => {
    expect(told([sent('a'), acceptedOne('a'), polled([word(1, 'w'), echo(2, 'a')])])).to.deep.equal([
      'a (sending)',
      'a (sent)',
      'w | a (sent)',
    ]);
  });

  it('is never doubled where the echo comes before the answer', () => {
    const inputs = [sent('a'), polled([echo(1, 'a')]), acceptedOne('a'), polled([word(2, 'w')])];
    expect(told(inputs)).to.deep.equal(['a (sending)', 'a (sent)', 'a (sent)', 'a (sent) | w']);
    const cut = [...inputs.slice(0, 2), failedOne('a', timedOut)];
    expect(told(cut).at(-1)).to.equal('a (sent)');
  });

  it('keeps its key from sending to the echo', () => {
    let state: SessionState = given.active();
    const keys = [sent('a'), acceptedOne('a'), polled([echo(1, 'a'), echo(2, 'b')])].map((input) => {
      state = pureStep(state, { at: 0, ...input }, rules).state;
      return shownBy(state).map(({ key }) => key);
    });
    expect(keys).to.deep.equal([['a'], ['a'], ['a', undefined]]);
  });

  it('pairs equal texts one by one, the surest first', () => {
    const twice = [sent('1', 'a'), sent('2', 'a'), acceptedOne('1')];
    expect(told([...twice, polled([echo(1, 'a')]), polled([echo(2, 'a')])]).slice(2)).to.deep.equal([
      'a (sent) | a (sending)',
      'a (sent) | a (sending)',
      'a (sent) | a (sent)',
    ]);
    const failedFirst = [sent('1', 'a'), failedOne('1', offline), sent('2', 'a'), polled([echo(1, 'a')])];
    expect(shownAfter(failedFirst)).to.equal('a (sent) | a (failed)');
    expect(shownAfter([...failedFirst, polled([echo(2, 'a')])])).to.equal('a (sent) | a (sent)');
  });

  it('takes none for the echo of what has not left yet', () => {
    const waits = [sent('1', 'b'), sent('2', 'a'), polled([echo(1, 'a')])];
    expect(shownAfter(waits)).to.equal('a (sent) | b (sending) | a (sending)');
    const refused = [
      sent('1', 'a'),
      failedOne('1', statusCode2),
      sent('2', 'b'),
      retriedOne('1'),
      polled([echo(1, 'a')]),
    ];
    expect(shownAfter(refused)).to.equal('a (sent) | a (sending) | b (sending)');
  });

  it('compares texts without the white space that servers change', () => {
    expect(shownAfter([sent('a', ' a\r\n\tb  c '), polled([echo(1, 'a\nb c')])])).to.equal('a\nb c (sent)');
  });

  for (const [what, text, echoed] of [
    ['cut in the middle of an emoji', 'hi \ud83d', 'hi \ufffd'],
    ['with the second half of an emoji', '\ude00 hi', '\ufffd hi'],
    ['in two code points', 'u\u0308ber', '\u00fcber'],
    ['in one code point', '\u00fcber', 'u\u0308ber'],
    ['with whole emojis', '\u{1f600}\u{1f44d}\u{1f3fd}', '\u{1f600}\u{1f44d}\u{1f3fd}'],
  ] as const) {
    it(`E50: compares texts as the wire carries them: ${what}`, () => {
      expect(shownAfter([sent('a', text), acceptedOne('a'), polled([echo(1, echoed)])])).to.equal(`${echoed} (sent)`);
    });
  }

  it('takes for an echo only what the server says the customer has written', () => {
    const others = [
      word(1, 'a'),
      entryOf(2, customer, 'PushUrl', { text: 'a' }),
      entryOf(3, sue, 'Message', { text: 'a' }),
    ];
    expect(shownAfter([sent('a'), polled(others)])).to.equal('a | a | a (sending)');
  });

  it('knows the echo whatever preprocessors make of it', () => {
    const before = echo(1, 'a');
    const { message } = entryOf(1, ann, 'Message', { text: 'A!' });
    expect(shownAfter([sent('a'), polled([{ ...before, message, said: before.message }])])).to.equal('A! (sent)');
  });

  it('goes with an echo that a filter hides', () => {
    expect(shownAfter([sent('a'), { kind: 'filtersGiven', filters: [/a/] }, polled([hiddenEcho(1, 'a')])])).to.equal(
      '',
    );
  });
});

describe('transition: what fails of one’s own messages', () => {
  it('stays with its reason and a way to send it again, at its place', () => {
    const inputs = [sent('a'), sent('b'), failedOne('a', offline), acceptedOne('b'), retriedOne('a'), acceptedOne('a')];
    expect(told(inputs).slice(2)).to.deep.equal([
      'a (failed) | b (sending)',
      'a (failed) | b (sent)',
      'a (sending) | b (sent)',
      'a (sent) | b (sent)',
    ]);
    let state: SessionState = given.active();
    const facts = inputs.map((input) => {
      state = pureStep(state, { at: 0, ...input }, rules).state;
      const [first] = shownBy(state);
      return [first?.status, first?.reason, first?.retry];
    });
    expect(facts[2]).to.deep.equal(['failed', offline, ownOf('a').retry]);
    expect(facts[4]).to.deep.equal(['sending', undefined, undefined]);
  });

  for (const reason of [offline, timedOut, garbled, http500]) {
    it(`goes where it has arrived after all: ${reason.message}`, () => {
      expect(shownAfter([sent('a'), failedOne('a', reason), polled([echo(1, 'a')])])).to.equal('a (sent)');
    });
  }

  for (const reason of [statusCode1, statusCode2, new Error('There is no active chat session')]) {
    it(`stays whatever another page says: ${reason.message}`, () => {
      const inputs = [sent('a'), failedOne('a', reason), polled([echo(1, 'a')])];
      expect(shownAfter(inputs)).to.equal('a (sent) | a (failed)');
    });
  }

  it('comes back where what seemed its echo was another’s, under a key of its own', () => {
    let state: SessionState = given.active();
    for (const input of [sent('a'), dispatchedOne('a'), polled([echo(1, 'a')]), failedOne('a', statusCode2)])
      state = pureStep(state, { at: 0, ...input }, rules).state;
    expect(linesOf(shownBy(state))).to.deep.equal(['a (sent)', 'a (failed)']);
    expect(shownBy(state).map(({ key }) => key)).to.deep.equal(['a', 'a+']);
    expect(linesOf(shownBy(pureStep(state, { at: 1, ...retriedOne('a') }, rules).state))).to.deep.equal([
      'a (sent)',
      'a (sending)',
    ]);
  });

  it('is settled with an earlier one of that text, whose echo it was', () => {
    const inputs = [sent('1', 'a'), failedOne('1', offline), sent('2', 'a'), polled([echo(1, 'a')])];
    expect(shownAfter([...inputs, failedOne('2', statusCode2)])).to.equal('a (sent) | a (failed)');
  });

  it('goes where the first attempt has arrived, also when the second is refused', () => {
    const inputs = [sent('a'), failedOne('a', offline), retriedOne('a'), polled([echo(1, 'a')])];
    expect(told([...inputs, failedOne('a', statusCode2)]).slice(3)).to.deep.equal(['a (sent)', 'a (sent)']);
  });
});

describe('transition: a server that changes a text', () => {
  it('shows what was accepted no longer than to the second good poll behind that', () => {
    const inputs = [sent('a'), acceptedOne('a'), pollFailed(offline), polled([echo(1, '*')]), polled()];
    expect(told(inputs).slice(1)).to.deep.equal(['a (sent)', 'a (sent)', '* (sent) | a (sent)', '* (sent)']);
  });

  it('lets nothing lapse that is on its way or has failed', () => {
    const inputs = [sent('a'), sent('b'), failedOne('b', offline), polled(), polled(), polled()];
    expect(shownAfter(inputs)).to.equal('a (sending) | b (failed)');
  });

  it('is known where it pushes: its words come at once and in order', () => {
    const inputs = [sent('a'), sent('b'), acceptedOne('a'), polled([echo(1, '*')]), polled([echo(2, '**')])];
    expect(told([...inputs, acceptedOne('b')], pushes).slice(2)).to.deep.equal([
      'a (sent) | b (sending)',
      '* (sent) | b (sending)',
      '* (sent) | ** (sent)',
      '* (sent) | ** (sent)',
    ]);
  });

  it('that pushes has four signs of life for what it has accepted', () => {
    const sign: Occurrence = {
      kind: 'heard',
      sessionId: session.sessionId,
      poll: false,
      frame: frameWith([], { heartbeat: true }),
    };
    const inputs = [sent('a'), acceptedOne('a'), sign, polled([word(1, 'w')]), sign, polled([word(2, 'w')]), sign];
    expect(told([...inputs, sign], pushes).slice(-2)).to.deep.equal(['w | w | a (sent)', 'w | w']);
  });

  it('E51: that pushes swallows nothing that fails: what seemed its changed text was another page’s', () => {
    for (const reason of [offline, http500, statusCode2]) {
      const inputs = [sent('a'), polled([echo(1, 'elsewhere')]), failedOne('a', reason)];
      expect(told(inputs, pushes).slice(1)).to.deep.equal(['elsewhere (sent)', 'elsewhere (sent) | a (failed)']);
      const again = [...inputs, retriedOne('a'), polled([echo(2, 'a')]), acceptedOne('a')];
      expect(told(again, pushes).slice(3)).to.deep.equal([
        'elsewhere (sent) | a (sending)',
        'elsewhere (sent) | a (sent)',
        'elsewhere (sent) | a (sent)',
      ]);
    }
  });

  it('E51: that pushes may still show it with its own words, also before it fails', () => {
    const stray = [sent('a'), polled([echo(1, 'elsewhere')])];
    const both = 'elsewhere (sent) | a (sent)';
    expect(shownAfter([...stray, failedOne('a', offline), polled([echo(2, 'a')])], pushes)).to.equal(both);
    expect(shownAfter([...stray, polled([echo(2, 'a')]), failedOne('a', offline)], pushes)).to.equal(both);
    expect(shownAfter([...stray, polled([echo(2, 'a')]), acceptedOne('a')], pushes)).to.equal(both);
    expect(shownAfter([...stray, acceptedOne('a'), polled([echo(2, 'a')])], pushes)).to.equal(both);
  });

  it('E51: that pushes loses no equal message either, when the one with the stray echo is refused', () => {
    const inputs = [sent('1', 'a'), failedOne('1', offline), sent('2', 'a'), polled([echo(1, 'elsewhere')])];
    expect(shownAfter([...inputs, failedOne('2', statusCode2)], pushes)).to.equal(
      'elsewhere (sent) | a (failed) | a (failed)',
    );
  });

  it('E51: never gives a key twice', () => {
    let state: SessionState = given.active();
    const inputs = [sent('a'), dispatchedOne('a'), polled([echo(1, 'elsewhere')]), polled([echo(2, 'a')])];
    for (const input of inputs) state = pureStep(state, { at: 0, ...input }, { ...rules, ...pushes }).state;
    expect(shownBy(state).map(({ key }) => key)).to.deep.equal(['a', 'a+']);
  });

  it('is not suspected of it where nothing is on its way, or a filter hides the word', () => {
    const inputs = [sent('a'), failedOne('a', offline), polled([echo(1, 'elsewhere')]), sent('b'), acceptedOne('b')];
    expect(told([...inputs, polled([hiddenEcho(2, 'code')]), polled(), polled()], pushes).at(-1)).to.equal(
      'elsewhere (sent) | a (failed) | b (sent)',
    );
  });
});

describe('transition: one’s own messages and the chat’s end', () => {
  const over: Occurrence = polled([], { chatEnded: true });

  it('stay shown with the ended chat, and learn how they went', () => {
    const inputs = [sent('a'), sent('b'), acceptedOne('a'), over, failedOne('b', offline), retriedOne('b')];
    expect(told(inputs).at(-1)).to.equal('a (sent) | b (failed)');
  });

  it('are gone with the next chat, whose messages they are not', () => {
    const next: Occurrence[] = [
      { kind: 'startAsked', userData: {} },
      { kind: 'started', session },
    ];
    expect(told([sent('a'), over, ...next, failedOne('a', offline), acceptedOne('a')]).at(-1)).to.equal('');
    const restored: Occurrence = { kind: 'restored', session, frame: frameWith([echo(1, 'a')]), offline: false };
    expect(told([sent('a'), over, { kind: 'restoreAsked' }, restored, acceptedOne('a')]).slice(-2)).to.deep.equal([
      'a (sent)',
      'a (sent)',
    ]);
  });

  it('carry their status also in older messages', () => {
    const page: Occurrence = {
      kind: 'olderHeard',
      sessionId: session.sessionId,
      frame: frameWith([echo(1, 'o'), word(2, 'w')]),
    };
    expect(told([polled([echo(3, 'n')]), sent('a'), page]).at(-1)).to.equal('o (sent) | w | n (sent) | a (sending)');
  });
});
