import { expect } from 'chai';
import fc from 'fast-check';
import type { WebChatEvent, WebChatEventName } from '../../streams/events.js';
import type { Occurrence } from '../../streams/inputs.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import type { SessionState } from '../../streams/state.js';
import { transition } from '../../streams/transition.js';
import { laterDecisions } from './laterDecisions.js';
import { acceptedOne, failedOne, retriedOne, sent } from './ownMessages.js';
import {
  ann,
  answered,
  bob,
  commandFailed,
  customer,
  endedFailure,
  entryOf,
  failures,
  frameWith,
  given,
  messagesOf,
  polled,
  pollFailed,
  robo,
  session,
  sue,
} from './scene.js';
import { deepFreeze, pureStep, rules } from './transitionTable.js';

type Names = readonly WebChatEventName[];

/** What each input of a sequence publishes. */
const publishedBy = (
  first: SessionState,
  inputs: readonly Occurrence[],
  pollExceptionLimit = 5,
): readonly (readonly WebChatEvent[])[] => {
  let state = first;
  return inputs.map((input, place) => {
    const step = transition(
      deepFreeze(state),
      deepFreeze({ at: place, ...input }),
      { ...rules, pollExceptionLimit },
      laterDecisions,
    );
    state = step.state;
    return step.events;
  });
};

const namesOf = (events: readonly WebChatEvent[]): WebChatEventName[] => events.map(({ name }) => name);

/** Says the first, then the second, then the first …, beginning with the first. */
const alternates = (names: Names, first: readonly string[], second: readonly string[]): void => {
  const said = names.filter((name) => first.includes(name) || second.includes(name));
  said.forEach((name, place) => {
    expect(place % 2 === 0 ? first : second, `${said}`).to.include(name);
  });
};

const goodPoll = polled();
const failed = Object.values(failures);
const polls = [goodPoll, ...failed.map(pollFailed)];
const talk = [...polls, ...polls, answered(), ...failed.map(commandFailed)];

/** The inputs between one good poll and the next, which stands at the end. */
const runsOf = (inputs: readonly Occurrence[]): Occurrence[][] => {
  const runs: Occurrence[][] = [[]];
  for (const input of inputs) {
    runs.at(-1)?.push(input);
    if (input === goodPoll) runs.push([]);
  }
  return runs;
};

const failureOf = (input: Occurrence) => (input.kind === 'heard' ? input.failure : undefined);
const isException = (input: Occurrence): boolean =>
  input.kind === 'heard' && input.poll && input.failure !== undefined && rules.isPollException(input.failure);

describe('transition: any sequence of good and failing answers', () => {
  const sequences = fc.array(fc.constantFrom(...talk), { maxLength: 60 });

  it('E2: disconnected and reconnected alternate, and a good poll leaves the network well', () => {
    fc.assert(
      fc.property(sequences, (inputs) => {
        const names = namesOf(publishedBy(given.active(), [...inputs, goodPoll]).flat());
        alternates(names, ['disconnected'], ['reconnected']);
        expect(names.filter((name) => name === 'disconnected').length).to.equal(
          names.filter((name) => name === 'reconnected').length,
        );
      }),
    );
  });

  it('E3–E5: a run is pending with its first exception, offline beyond the limit, each once, and ends with what it began', () => {
    const told: Names = ['connectionPending', 'chatServerWentOffline', 'chatServerBackOnline', 'connectionRestored'];
    fc.assert(
      fc.property(sequences, fc.nat(7), (inputs, limit) => {
        const all = [...inputs, goodPoll];
        const names = namesOf(publishedBy(given.active(), all, limit).flat()).filter((name) => told.includes(name));
        const expected = runsOf(all)
          .slice(0, -1)
          .flatMap((run) => {
            const exceptions = run.filter(isException).length;
            const [pending, wentOffline, backOnline, restored] = told;
            if (exceptions > limit) return [pending, wentOffline, backOnline, restored];
            return exceptions > 0 ? [pending, restored] : [];
          });
        expect(names).to.deep.equal(expected);
      }),
    );
  });

  it('E14: an error each, but for the network, statusCode 1, a long preview and a run’s further 5xx polls', () => {
    fc.assert(
      fc.property(sequences, (inputs) => {
        const events = publishedBy(given.active(), inputs).flat();
        const expected = runsOf(inputs).flatMap((run) => {
          const first5xx = run.findIndex((input) => isException(input) && failureOf(input)?.statusCode !== 1);
          return run.filter((input, place) => {
            const failure = failureOf(input);
            if (failure === undefined || failure.status === 0 || failure.statusCode === 1) return false;
            if (failure === failures.longPreview) return input.kind === 'heard' && !input.poll;
            return !isException(input) || place === first5xx;
          });
        });
        const errors = events.filter(({ name }) => name === 'error').map(({ data }) => data);
        expect(errors).to.have.ordered.members(expected.map(failureOf));
      }),
    );
  });

  it('poll exceptions reset in between lose no pair', () => {
    const reset: Occurrence = { kind: 'exceptionsReset' };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...talk, reset, reset), { maxLength: 60 }), fc.nat(3), (inputs, limit) => {
        const names = namesOf(publishedBy(given.active(), [...inputs, goodPoll], limit).flat());
        alternates(names, ['connectionPending'], ['connectionRestored']);
        alternates(names, ['chatServerWentOffline'], ['chatServerBackOnline']);
        expect(names.lastIndexOf('connectionRestored')).to.be.at.least(names.lastIndexOf('connectionPending'));
      }),
    );
  });
});

const people = [customer, ann, bob, sue, robo];
const types = ['Message', 'ParticipantJoined', 'ParticipantLeft', 'TypingStarted', 'TypingStopped', 'Notice'];
const entries = fc
  .record({
    index: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    from: fc.constantFrom(...people),
    type: fc.constantFrom(...types),
    hidden: fc.boolean(),
  })
  .map(({ index, from, type, hidden }) => ({ ...entryOf(index, from, type), ...(hidden && { hidden }) }));
const frames = fc
  .record({ entries: fc.array(entries, { maxLength: 4 }), ends: fc.integer({ min: 0, max: 9 }) })
  .map((frame) => frameWith(frame.entries, { chatEnded: frame.ends === 0 }));

const asked = (
  ['endAsked', 'restoreAsked', 'sessionAsked', 'messageAsked', 'typingAsked', 'startPollAsked'] as const
).map((kind) => ({ kind }));
const happened = (
  ['stopPollAsked', 'exceptionsReset', 'slept', 'woke', 'nothingStored', 'restoreOverdue', 'typingPaused'] as const
).map((kind) => ({ kind }));
const begun: Occurrence[] = [
  { kind: 'startAsked', userData: {} },
  { kind: 'started', session },
];

/** Anything in any order, with beginnings often enough. */
const inputs: fc.Arbitrary<Occurrence> = fc.oneof(
  fc.constantFrom<Occurrence>(...begun, ...asked, ...happened, { kind: 'endAnswered' }, { kind: 'agentTypingLapsed' }),
  fc.constantFrom<Occurrence>(...begun, ...talk, pollFailed(endedFailure()), commandFailed(endedFailure())),
  fc.constantFrom<Occurrence>(
    { kind: 'hookFailed', failure: new HookFailure('store', 'full') },
    { kind: 'startFailed', failure: failures.offline },
    { kind: 'restoreFailed', failure: failures.http500 },
    { kind: 'endAnswered', failure: failures.http500 },
    { kind: 'filtersGiven', filters: [/a/] },
    { kind: 'userDataGiven', userData: { a: 1 } },
    ...[sent('a', ''), acceptedOne('a'), failedOne('a', failures.offline), retriedOne('a')],
  ),
  frames.map((frame): Occurrence => ({ ...polled(), frame })),
  fc.tuple(frames, fc.boolean()).map(([frame, offline]): Occurrence => ({ kind: 'restored', session, frame, offline })),
);

/** What may be published outside a chat; after `ended` by the server also `pollingStopped`. */
const outside: Names = ['error', 'restoreTimeout', 'restoreFailed', 'pollingStopped'];

/** What was published in each chat, from its beginning to `ended`, and what outside of one. */
const chatsIn = (names: Names): { chats: WebChatEventName[][]; others: WebChatEventName[] } => {
  const chats: WebChatEventName[][] = [];
  const others: WebChatEventName[] = [];
  let inChat = false;
  for (const name of names) {
    if (name === 'started' || name === 'restored') {
      inChat = true;
      chats.push([]);
    }
    (inChat ? chats.at(-1) : others)?.push(name);
    if (name === 'ended') inChat = false;
  }
  return { chats, others };
};

describe('transition: anything in any order', () => {
  it('keeps every pair a pair, and publishes nothing of a chat outside it', () => {
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 80 }), (sequence) => {
        const names = namesOf(publishedBy(given.idle(), sequence).flat());
        alternates(names, ['started', 'restored'], ['ended']);
        alternates(names, ['pollingStarted'], ['pollingStopped']);
        const { chats, others } = chatsIn(names);
        for (const name of others) expect(outside, `${names}`).to.include(name);
        for (const chat of chats) {
          alternates(chat, ['disconnected'], ['reconnected']);
          alternates(chat, ['clientTypingStarted'], ['clientTypingStopped']);
          alternates(chat, ['sleeping'], ['waking']);
          alternates(chat, ['connectionPending', 'restoredOffline'], ['connectionRestored']);
          alternates(chat, ['chatServerWentOffline', 'restoredOffline'], ['chatServerBackOnline']);
        }
      }),
    );
  });

  it('is pure', () => {
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 20 }), (sequence) => {
        let state: SessionState = given.active();
        for (const [at, input] of sequence.entries()) state = pureStep(state, { at, ...input }, rules).state;
      }),
      { numRuns: 50 },
    );
  });
});

describe('transition: any answers of a conversation', () => {
  const lengths = fc.integer({ min: 1, max: 30 });
  const windows = fc.array(fc.record({ back: fc.nat(5), more: fc.nat(5) }), { maxLength: 20 });

  it('E22: delivers each message once and in order, whatever the server repeats', () => {
    fc.assert(
      fc.property(lengths, windows, (length, answers) => {
        const conversation = Array.from({ length }, (_, place) => entryOf(place + 1, people[place % 5] ?? ann));
        let seen = 0;
        const sequence = answers.map(({ back, more }) => {
          const from = Math.max(0, seen - back);
          seen = Math.min(length, seen + more);
          return polled(conversation.slice(from, seen));
        });
        const events = publishedBy(given.active(), sequence).flat();
        const messages = events.flatMap((event) => (event.name === 'messageReceived' ? event.data.messages : []));
        expect(messages).to.deep.equal(messagesOf(conversation.slice(0, seen)));
      }),
    );
  });
});
