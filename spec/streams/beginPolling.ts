import { NEVER } from 'rxjs';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import { pollWhileActive } from '../../streams/polling.js';
import type { SessionState } from '../../streams/state.js';
import type { Frame } from '../../transports/frames.js';
import { frameOf, type ScriptedAnswer, scripted } from '../../transports/scripted.js';
import { answered, given } from './scene.js';
import { sessionOf } from './sessionOf.js';

/** The shipped product's. */
export const rates = {
  pollRate: 3000,
  pollRateMin: 500,
  pollRateMax: 3000,
  pollRateMult: 1.2,
  pollRateSleep: 30_000,
  dynamicPolling: true,
};

interface Poll {
  readonly at: number;
  readonly after: unknown;
  readonly preview: unknown;
}

/** Polls a scripted server from 0 ms on; without an answer of its own it has nothing new. */
export const beginPolling = (
  answer: (poll: number) => ScriptedAnswer<Frame> = () => frameOf(),
  more: Partial<Parameters<typeof pollWhileActive>[2]> = {},
  initial: SessionState = given.active(),
) => {
  const { session, names } = sessionOf(initial);
  const polls: Poll[] = [];
  const { transport, calls } = scripted({
    poll: (_, { after, preview }) => {
      polls.push({ at: Date.now(), after, preview });
      return answer(polls.length);
    },
  });
  const { poll } = transport({ fetch, patientFetch: fetch });
  if (!poll) throw new Error('The scripted transport has no poll.');
  const subscription = pollWhileActive(session, poll, {
    rates,
    online$: NEVER,
    random: () => 0.5,
    preview: () => '',
    takeIn: hideMatching(() => []),
    attempted: () => undefined,
    ...more,
  }).subscribe((heard) => void session.take(heard));
  const starts = () => polls.map(({ at }) => at);
  const sent = () => void session.take({ ...answered(), hurries: true });
  return { session, names, polls, calls, starts, sent, subscription };
};
