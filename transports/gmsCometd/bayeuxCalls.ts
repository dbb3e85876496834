import { defer, map, type Observable, pipe, switchMap } from 'rxjs';
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
const shown = (push: Push, said: Said, shows: (frame: Frame) => boolean): Frame => {
  const frame = frameOf(push, said);
  if (!frame.chatEnded || shows(frame)) return frame;
  const answer = masked(push.data, readingOf(said).secrets);
  throw new TransportFailure('Refused', 'Refused: the chat has ended', { status: 200, frame, answer });
};

/** @param ajaxTimeout ms from a question to its answer; 0: for ever */
export const bayeuxCalls = (connection$: Observable<Connection>, ajaxTimeout: number): BayeuxCalls => {
  const { channelOn, tell, ask } = askingOver(connection$, ajaxTimeout);
  /** The last index that was received in each chat that is followed. */
  const received = new Map<string, number>();
  const receive = (sessionId: string, index = 0): void => {
    received.set(sessionId, Math.max(index, received.get(sessionId) ?? 0));
  };
  const answerTo = (isAbout: (data: unknown) => boolean, fitting: Fitting, said: Said): Observable<Push> =>
    ask({ isAbout, ...fitting, orUnreadable: true }, said, pipe(ifKnown, accept(said)));
  return {
    tell,
    begin: (...said) =>
      // The last words of one chat may come when the next begins.
      answerTo((data) => !received.has(chatOf(data)), anyAnswer, said).pipe(
        map(({ data }) => startAnswer(data, readingOf(said))),
      ),
    speak: (text, ...said) =>
      defer(() => {
        const [session] = said;
        const echo = echoOf(text, received.get(session.sessionId) ?? 0);
        return ask({ isAbout: isOf(session), ...echo }, said, accept(said)).pipe(
          map((push) => shown(push, said, echo.shows)),
        );
      }),
    ask: (fitting, ...said) => answerTo(isOf(said[0]), fitting, said).pipe(map((push) => frameOf(push, said))),
    hear: (after, session) =>
      connection$.pipe(
        switchMap((connection) => {
          const { sessionId } = session;
          receive(sessionId, after);
          return followChat(connection, channelOn(connection), {
            session,
            after,
            timeout: ajaxTimeout || longest,
            note: (frame) => receive(sessionId, indexesOf(frame).at(-1)),
          });
        }),
      ),
  };
};
