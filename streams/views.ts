import { distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Connection } from './connection.js';
import type { Agents } from './events.js';
import { sameJson } from './sameJson.js';
import type { SessionState } from './state.js';
import type { Transcript } from './transcript.js';

export type { Connection };

/** Where the chat stands. */
export type ChatStatus = SessionState['status'];

/** Where the chat stands, without its secrets. */
export interface ChatState {
  readonly status: ChatStatus;
  /** `''` without a chat. */
  readonly sessionId: string;
  readonly connection: Connection;
  /** The loop that asks for messages runs. */
  readonly polling: boolean;
  /** The agent is shown that the customer writes. */
  readonly typing: boolean;
  /** Polls are rare, since the page is hidden (`sleepEnabled`). */
  readonly sleeping: boolean;
}

/** What people watch; each replays its current value. */
export interface Views {
  readonly state$: Observable<ChatState>;
  readonly transcript$: Observable<Transcript>;
  readonly agents$: Observable<Agents>;
  readonly connection$: Observable<Connection>;
}

const noChat = { sessionId: '', connection: 'idle', polling: false, typing: false, sleeping: false } as const;

const chatStateOf = (state: SessionState): ChatState => {
  const { status } = state;
  if (!('session' in state)) return { status, ...noChat };
  const { session, trouble, polling, typing, sleeping } = state;
  const connection = trouble.network ? 'disconnected' : trouble.server;
  return { status, sessionId: session.sessionId, connection, polling, typing, sleeping };
};

/** Each view changes only when what it shows does. */
export const viewsOf = (state$: Observable<SessionState>): Views => {
  const view = <T>(shown: (state: SessionState) => T, same?: (one: T, other: T) => boolean): Observable<T> =>
    state$.pipe(map(shown), distinctUntilChanged(same));
  return {
    state$: view(chatStateOf, sameJson),
    transcript$: view(({ transcript }) => transcript),
    agents$: view(({ participants }) => participants.agents),
    connection$: view((state) => chatStateOf(state).connection),
  };
};
