import { defer, filter, ignoreElements, map, merge, mergeMap, type Observable, startWith, takeUntil, tap } from 'rxjs';
import type { Frame, SessionData } from '../frames.js';
import { emptyFrame, saysEnded, signOfLife } from './bayeux.js';
import { accept, frameOf, ifKnown, isOf, type Said, say } from './bayeuxRequest.js';
import type { Channel, Push, Question } from './channelOf.js';
import { closeGaps } from './closeGaps.js';
import type { Connection } from './connect.js';
import { nextOf } from './fittingAnswers.js';
import type { FollowedChats } from './followedChats.js';

/** What to follow. */
export interface Following {
  readonly session: SessionData;
  /** The last index that is known; 0: none. */
  readonly after: number;
  /** The longest wait for what is asked for, in ms. */
  readonly timeout: number;
}

/** The end of a chat, if it is not known how much was said before. */
const endOfAll: Frame = { ...emptyFrame, chatEnded: true, answer: { nextPosition: Number.MAX_SAFE_INTEGER } };

/** A late push may bring keys that are no longer valid. The server's `nextPosition` only grows: it tells how old a push is. */
const dropOldKeys = (): ((frame: Frame) => Frame) => {
  let newest = 0;
  return (frame) => {
    const next = nextOf(frame) || newest;
    if (next < newest) return { ...frame, session: {} };
    newest = next;
    return frame;
  };
};

/** What a chat says on a connection, in order and without gaps, and heartbeats; the first at once, unless the last attempt failed. */
export const followChat = (
  connection: Connection,
  { pushes$, answers }: Channel,
  chats: FollowedChats,
  { session, after, timeout }: Following,
): Observable<Frame> => {
  const isAbout = isOf(session);
  let keys = session;
  let mine: Question | undefined;
  const asking = (transcriptPosition: number): Said => [keys, 'requestNotifications', { transcriptPosition }];
  const ask = (position: number, settled$: Observable<unknown>): Observable<unknown> => {
    const said = asking(position);
    mine = { isAbout, follows: true };
    const refused$ = answers(mine).pipe(map((push) => frameOf(push, said)));
    return merge(
      refused$.pipe(takeUntil(settled$), ignoreElements()),
      say(connection, said).pipe(ifKnown, accept(said)),
    );
  };
  /** A refusal is for the request that it answers. If it says that the chat is over, last words may be missing. */
  const framesIn = (push: Push): readonly Frame[] => {
    if (!push.claimed) return [frameOf(push, asking(0))];
    return saysEnded(push.data) && push.answered[0] !== mine ? [endOfAll] : [];
  };
  const frames$ = pushes$.pipe(
    filter(({ data }) => isAbout(data)),
    mergeMap(framesIn),
    map(dropOldKeys()),
    tap((frame) => {
      chats.receive(session.sessionId, frame);
      keys = { ...keys, ...frame.session };
    }),
  );
  const followed$ = merge(frames$, connection.alive$.pipe(map(() => signOfLife))).pipe(
    closeGaps({ after, ask, timeout }),
    tap((frame) => chats.show(session.sessionId, frame)),
  );
  // No heartbeat if the last attempt received nothing: it proved nothing about the chat. E42
  return defer(() => (chats.begin(session.sessionId, after) ? followed$.pipe(startWith(signOfLife)) : followed$));
};
