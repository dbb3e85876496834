import { NEVER } from 'rxjs';
import { listenWhileActive } from '../../streams/listenWhileActive.js';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import type { SessionState } from '../../streams/state.js';
import { type Script, scripted } from '../../transports/scripted.js';
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

/** Other surroundings than plain ones. */
export type Listening = Partial<Parameters<typeof listenWhileActive>[2]>;

/** Listens to a scripted server for as long as a chat runs. */
export const listenTo = (script: Script, more: Listening, initial: SessionState) => {
  const { session, names } = sessionOf(initial, { polls: !!script.poll });
  const { transport, calls } = scripted(script);
  const subscription = listenWhileActive(session, transport({ fetch, patientFetch: fetch }), {
    rates,
    online$: NEVER,
    random: () => 0.5,
    preview: () => '',
    takeIn: hideMatching(() => []),
    attempted: () => undefined,
    ...more,
  }).subscribe((heard) => void session.take(heard));
  return { session, names, calls, subscription };
};
