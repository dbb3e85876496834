import { defer, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Connection } from './connection.js';
import type { Agents } from './events.js';
import { sameJson } from './sameJson.js';
import type { SessionState } from './state.js';
import type { HeldList, Transcript, TranscriptMessage } from './transcript.js';

export type { Connection };

/**
 * Where the chat stands. `idle`: there is none; `restoring`: it is looked for, after a reload; `starting`: `startChat` is on its way;
 * `active`: it runs; `ending`: `endChat` is on its way, or the server has ended it and the last messages are being fetched.
 */
export type ChatStatus = 'idle' | 'restoring' | 'starting' | 'active' | 'ending';

/** Where the chat stands, without its secrets. */
export interface ChatState {
  /** Where the chat stands. */
  readonly status: ChatStatus;
  /** `''` without a chat. */
  readonly sessionId: string;
  /** How well the servers are reached. */
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

/** The server's messages, and those of the customer's own that it has not shown yet. */
type Shown = readonly [HeldList<TranscriptMessage>, ...TranscriptMessage[]];

const withStatus = ({ shown, outgoing }: SessionState): Shown => [
  shown,
  ...outgoing.flatMap(({ message, echoed }) => (echoed ? [] : message)),
];

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, place) => item === other[place]);

/**
 * Each view changes only when what it shows does.
 * @param messageStatus whether the transcript shows more than the server's messages
 */
export const viewsOf = (state$: Observable<SessionState>, messageStatus?: boolean): Views => {
  const view = <T>(shown: (state: SessionState) => T, same?: (one: T, other: T) => boolean): Observable<T> =>
    // In a function: an Observable shows where it comes from, and the state has the keys. (O22)
    defer(() => state$.pipe(map(shown), distinctUntilChanged(same)));
  return {
    state$: view(chatStateOf, sameJson),
    transcript$: view((state): Shown => (messageStatus ? withStatus(state) : [state.transcript]), sameItems).pipe(
      map(([list, ...tail]) => list.followedBy?.(tail) ?? list),
    ),
    agents$: view(({ participants }) => participants.agents),
    connection$: view((state) => chatStateOf(state).connection),
  };
};
