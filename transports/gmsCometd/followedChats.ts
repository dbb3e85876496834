import { filter, map, type Observable, Subject } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame } from '../frames.js';
import { indexesOf } from './fittingAnswers.js';

/** A chat that is followed, or was. */
interface Followed {
  /** The last index that was received. */
  last: number;
  /** It is being followed, or will be again after a failure. */
  here: boolean;
  /** Something was received since following last began. */
  heard: boolean;
}

/** What commands know of the chats that are followed. */
export interface FollowedChats {
  isKnown(sessionId: string): boolean;
  /** Whether its follower gets the end of the chat. */
  isFollowed(sessionId: string): boolean;
  /** The last index that was received; 0: none. */
  lastOf(sessionId: string): number;
  /** The end of a chat, after all that was said in it. */
  endOf(sessionId: string): Observable<Frame>;
  /** Following begins. Returns whether the attempt before received something, if there was one. */
  begin(sessionId: string, after: number): boolean;
  /** A push was received. */
  receive(sessionId: string, frame: Frame): void;
  /** A push is emitted, in its order. */
  show(sessionId: string, frame: Frame): void;
  leave(sessionId: string): void;
  /** Following failed. It will begin again, unless the failure says that the chat is over. */
  fail(sessionId: string, failure: unknown): void;
}

export const followedChats = (): FollowedChats => {
  const chats = new Map<string, Followed>();
  const over$ = new Subject<readonly [sessionId: string, frame: Frame]>();
  const leave = (sessionId: string): void => {
    const chat = chats.get(sessionId);
    if (chat) chat.here = false;
  };
  return {
    isKnown: (sessionId) => chats.has(sessionId),
    isFollowed: (sessionId) => chats.get(sessionId)?.here ?? false,
    lastOf: (sessionId) => chats.get(sessionId)?.last ?? 0,
    endOf: (ended) =>
      over$.pipe(
        filter(([sessionId]) => sessionId === ended),
        map(([, frame]) => frame),
      ),
    begin(sessionId, after) {
      const { last, heard } = chats.get(sessionId) ?? { last: 0, heard: true };
      chats.set(sessionId, { last: Math.max(last, after), here: true, heard: false });
      return heard;
    },
    receive(sessionId, frame) {
      const { last = 0, here = true } = chats.get(sessionId) ?? {};
      chats.set(sessionId, { last: Math.max(last, indexesOf(frame).at(-1) ?? 0), here, heard: true });
    },
    show(sessionId, frame) {
      if (frame.chatEnded) over$.next([sessionId, frame]);
    },
    leave,
    fail(sessionId, failure) {
      if (failure instanceof TransportFailure && failure.frame?.chatEnded) leave(sessionId);
    },
  };
};
