import { distinctUntilChanged, EMPTY, map, type Observable, switchMap } from 'rxjs';
import type { Occurrence } from './inputs.js';
import type { Session } from './session.js';
import { activeOf } from './state.js';
import { timer } from './timer.js';

/** An agent who has not gone on writing for so long, in ms, has probably stopped. */
const longestTyping = 3000;

/** Tells once when agents have been said to write for a while and nothing more came of it. */
export const agentTypingLapses = ({ state$ }: Session): Observable<Occurrence<'agentTypingLapsed'>> => {
  const lapsed$ = timer(longestTyping).pipe(
    map((): Occurrence<'agentTypingLapsed'> => ({ kind: 'agentTypingLapsed' })),
  );
  return state$.pipe(
    map((state) => activeOf(state)?.agentsTyping),
    distinctUntilChanged(),
    switchMap((agents) => (agents?.length ? lapsed$ : EMPTY)),
  );
};
