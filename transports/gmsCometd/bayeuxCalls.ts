import { defer, filter, map, merge, type Observable, pipe, Subject, switchMap, take, tap } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { startAnswer } from '../gmsRest/gmsAnswer.js';
import { masked } from '../masked.js';
import { askingOver } from './asking.js';
import { accept, chatOf, frameOf, ifKnown, isOf, readingOf, type Said } from './bayeuxRequest.js';
import type { Push } from './channelOf.js';
import type { Connection } from './connect.js';
import { anyAnswer, echoOf, type Fitting, indexesOf } from './fittingAnswers.js';
import { followChat } from './followChat.js';

/** What can be said over a connection. Nothing pairs an answer with a question: it is the next push that fits. E41 */
export interface BayeuxCalls {
  /** Begins a chat: the first push of one that is not known. */
  begin(...said: Said): Observable<Frame>;
  /** Emits an empty frame with the acknowledgement: all that the server says, unless it refuses. */
  tell(...said: Said): Observable<Frame>;
  /** Emits the push that shows the customer's text. C46 */
  speak(text: string, ...said: Said): Observable<Frame>;
  /** Emits the push that fits. */
  ask(fitting: Fitting, ...said: Said): Observable<Frame>;
  /** Emits what is said in the chat after an index, and heartbeats. Never completes. */
  hear(after: number, session: SessionData): Observable<Frame>;
}

/** CometD's own limit for a request, in ms. */
const longest = 10_000;

/** @throws TransportFailure `Refused` if the chat ends instead */
const shown = (frame: Frame, said: Said, shows: (frame: Frame) => boolean): Frame => {
  if (!frame.chatEnded || shows(frame)) return frame;
  const answer = masked(frame.answer, readingOf(said).secrets);
  throw new TransportFailure('Refused', 'Refused: the chat has ended', { status: 200, frame, answer });
};

/** What is known of the chats that are followed. */
const followedChats = () => {
  const received = new Map<string, number>();
  const over$ = new Subject<readonly [sessionId: string, frame: Frame]>();
  return {
    isKnown: (sessionId: string): boolean => received.has(sessionId),
    /** The last index that was received. */
    lastOf: (sessionId: string): number => received.get(sessionId) ?? 0,
    receive(sessionId: string, index = 0): void {
      received.set(sessionId, Math.max(index, received.get(sessionId) ?? 0));
    },
    end: (sessionId: string, frame: Frame): void => over$.next([sessionId, frame]),
    /** The end of a chat, after all that was said in it. */
    endOf: (ended: string): Observable<Frame> =>
      over$.pipe(
        filter(([sessionId]) => sessionId === ended),
        map(([, frame]) => frame),
      ),
  };
};

/** @param ajaxTimeout ms from a question to its answer; 0: for ever */
export const bayeuxCalls = (connection$: Observable<Connection>, ajaxTimeout: number): BayeuxCalls => {
  const { channelOn, tell, ask } = askingOver(connection$, ajaxTimeout);
  const { isKnown, lastOf, receive, end, endOf } = followedChats();
  const answerTo = (isAbout: (data: unknown) => boolean, fitting: Fitting, said: Said): Observable<Push> =>
    ask({ isAbout, ...fitting, orUnreadable: true }, said, pipe(ifKnown, accept(said)));
  return {
    tell,
    begin: (...said) =>
      // The last words of one chat may come when the next begins.
      answerTo((data) => !isKnown(chatOf(data)), anyAnswer, said).pipe(
        map(({ data }) => startAnswer(data, readingOf(said))),
      ),
    speak: (text, ...said) =>
      defer(() => {
        const [session] = said;
        const { shows, ...echo } = echoOf(text, lastOf(session.sessionId));
        const answer$ = ask({ isAbout: isOf(session), ...echo }, said, accept(said));
        return merge(answer$.pipe(map((push) => frameOf(push, said))), endOf(session.sessionId)).pipe(
          take(1),
          map((frame) => shown(frame, said, shows)),
        );
      }),
    ask: (fitting, ...said) => answerTo(isOf(said[0]), fitting, said).pipe(map((push) => frameOf(push, said))),
    hear: (after, session) =>
      connection$.pipe(
        switchMap((connection) => {
          const { sessionId } = session;
          receive(sessionId, after);
          const note = (frame: Frame) => receive(sessionId, indexesOf(frame).at(-1));
          const following = { session, after, timeout: ajaxTimeout || longest, note };
          return followChat(connection, channelOn(connection), following);
        }),
        tap((frame) => {
          if (frame.chatEnded) end(session.sessionId, frame);
        }),
      ),
  };
};
