import { filter, ignoreElements, map, merge, mergeMap, type Observable, startWith, tap } from 'rxjs';
import type { Frame, SessionData } from '../frames.js';
import { objectOf, textOf } from '../json.js';
import { emptyFrame, signOfLife } from './bayeux.js';
import { accept, frameOf, ifKnown, isOf, type Said, say } from './bayeuxRequest.js';
import type { Channel, Push, Question } from './channelOf.js';
import { closeGaps } from './closeGaps.js';
import type { Connection } from './connect.js';

/** What to follow. */
export interface Following {
  readonly session: SessionData;
  /** The last index that is known; 0: none. */
  readonly after: number;
  /** The longest wait for what is asked for, in ms. */
  readonly timeout: number;
  /** Called with each frame as it comes. */
  note(frame: Frame): void;
}

/** What a chat says on a connection, in order and without gaps, and heartbeats; the first at once. */
export const followChat = (
  connection: Connection,
  { pushes$, answers }: Channel,
  { session, after, timeout, note }: Following,
): Observable<Frame> => {
  const isAbout = isOf(session);
  let keys = session;
  let mine: Question | undefined;
  const asking = (transcriptPosition: number): Said => [keys, 'requestNotifications', { transcriptPosition }];
  const ask = (position: number): Observable<never> => {
    const said = asking(position);
    mine = { isAbout };
    return merge(
      answers(mine).pipe(map((push) => frameOf(push, said))),
      say(connection, said).pipe(ifKnown, accept(said)),
    ).pipe(ignoreElements());
  };
  /** A refusal is for the request that it answers. If it says that the chat is over, what is held has to come now. */
  const framesIn = (push: Push): readonly Frame[] => {
    const { data, refused, answered } = push;
    if (!refused || answered.every(({ abandoned }) => abandoned)) return [frameOf(push, asking(0))];
    const isOver = textOf(objectOf(data)?.chatEnded) === 'true';
    return isOver && answered[0] !== mine ? [emptyFrame] : [];
  };
  const frames$ = pushes$.pipe(
    filter(({ data }) => isAbout(data)),
    mergeMap(framesIn),
    tap((frame) => {
      note(frame);
      keys = { ...keys, ...frame.session };
    }),
  );
  return merge(frames$, connection.alive$.pipe(map(() => signOfLife))).pipe(
    closeGaps({ after, ask, timeout }),
    startWith(signOfLife),
  );
};
