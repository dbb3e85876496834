import { defer, map, merge, type Observable, pipe, switchMap, take, tap } from 'rxjs';
import { TransportFailure } from '../failures.js';
import type { Frame, SessionData } from '../frames.js';
import { startAnswer } from '../gmsRest/gmsAnswer.js';
import { masked } from '../masked.js';
import { askingOver } from './asking.js';
import { saysEnded } from './bayeux.js';
import { accept, chatOf, frameOf, ifKnown, isOf, readingOf, type Said } from './bayeuxRequest.js';
import type { Push } from './channelOf.js';
import type { Connection } from './connect.js';
import { anyAnswer, echoOf, type Fitting } from './fittingAnswers.js';
import { followChat } from './followChat.js';
import { followedChats } from './followedChats.js';

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

/**
 * A chat that is over refuses every request. If others were made later, the refusal may answer one of those, and the message may have
 * been said before the end. C46
 *
 * @throws TransportFailure `Garbled` in that case
 */
const undoubted = (push: Push, said: Said): Push => {
  const { data, claimed, answered } = push;
  if (!claimed || !saysEnded(data) || !answered.some(({ notLast }) => notLast)) return push;
  const answer = masked(data, readingOf(said).secrets);
  throw new TransportFailure('Garbled', 'The chat has ended; the message may have been sent before', {
    status: 200,
    answer,
  });
};

/** @param ajaxTimeout ms from a question to its answer; 0: for ever */
export const bayeuxCalls = (connection$: Observable<Connection>, ajaxTimeout: number): BayeuxCalls => {
  const chats = followedChats();
  const words = new Set<string>();
  const read = (push: Push, said: Said): Frame => frameOf(push, said, chats.isFollowed(said[0].sessionId));
  const { channelOn, tell, ask } = askingOver(connection$, ajaxTimeout, read);
  const answerTo = (isAbout: (data: unknown) => boolean, fitting: Fitting, said: Said): Observable<Push> =>
    ask({ isAbout, ...fitting, orUnreadable: true }, said, pipe(ifKnown, accept(said)));
  return {
    tell,
    begin: (...said) =>
      // The last words of one chat may come when the next begins.
      answerTo((data) => !chats.isKnown(chatOf(data)), anyAnswer, said).pipe(
        map(({ data }) => startAnswer(data, readingOf(said))),
      ),
    speak: (text, ...said) =>
      defer(() => {
        const [session] = said;
        const { shows, ...echo } = echoOf(text, chats.lastOf(session.sessionId), words);
        const answer$ = ask({ isAbout: isOf(session), ...echo }, said, accept(said));
        return merge(
          answer$.pipe(map((push) => shown(read(undoubted(push, said), said), said, shows))),
          chats.endOf(session.sessionId).pipe(map((frame) => shown(frame, said, shows))),
        ).pipe(take(1));
      }),
    ask: (fitting, ...said) => answerTo(isOf(said[0]), fitting, said).pipe(map((push) => read(push, said))),
    hear: (after, session) =>
      connection$.pipe(
        switchMap((connection) => {
          const following = { session, after, timeout: ajaxTimeout || longest };
          return followChat(connection, channelOn(connection), chats, following);
        }),
        tap({
          unsubscribe: () => chats.leave(session.sessionId),
          error: (failure) => chats.fail(session.sessionId, failure),
        }),
      ),
  };
};
