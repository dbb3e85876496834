import {
  type BehaviorSubject,
  defer,
  filter,
  firstValueFrom,
  type Observable,
  type OperatorFunction,
  type Subject,
  takeUntil,
} from 'rxjs';
import type { LaterDecisions } from '../../streams/draft.js';
import type { Occurrence, TakenFrame } from '../../streams/inputs.js';
import { lastWords } from '../../streams/lastWords.js';
import { newsOf } from '../../streams/newsOf.js';
import type { Preprocessor } from '../../streams/operators/preprocess.js';
import { HookFailure } from '../../streams/serviceFailure.js';
import type { Session, Taken } from '../../streams/session.js';
import { SessionDisposed } from '../../streams/sessionDisposed.js';
import type { SessionState } from '../../streams/state.js';
import { brought } from '../../transports/brought.js';
import { asFailure, TransportFailure } from '../../transports/failures.js';
import type { Frame, ServerAnswer, SessionData } from '../../transports/frames.js';
import type { Transport } from '../../transports/transport.js';
import type { TypingInput } from '../bridges/typingInput.js';
import type { Settings } from '../checkServiceOptions.js';
import { CommandRejected } from '../commandRejected.js';
import type { AsyncCode } from '../engine.js';
import {
  alreadyActive,
  alreadyRestoring,
  noActiveSession,
  noMoreHistory,
  notFailed,
  restoreWhileActive,
} from '../rejections.js';
import type { UploadProgress } from '../service.js';
import type { SessionKeeper } from '../sessionKeeper.js';
import type { Writing } from '../writing.js';

/** What every command works with. */
export interface Context {
  readonly session: Session;
  readonly transport: Transport;
  readonly settings: Settings;
  /** The code of asynchronous chats; `undefined` without the option `async`. */
  readonly asyncCode: AsyncCode | undefined;
  readonly keeper: SessionKeeper;
  /** What the site keeps of asynchronous chats. */
  readonly site: Writing;
  readonly preprocessors: Preprocessor[];
  /** The input whose text the agent may see while it is written. */
  readonly preview$: BehaviorSubject<TypingInput | undefined>;
  /** The text of the last `sendTyping` that was no stop; `undefined` if it had none. */
  readonly typed: { text?: string | undefined };
  readonly uploads$: Subject<UploadProgress>;
  /** Filters and preprocessors. */
  readonly takeIn: OperatorFunction<Frame, TakenFrame>;
  /** Fails, also for those who come later, once the service is disposed. */
  readonly disposed$: Observable<never>;
  /** Puts messages in a row: each waits for the ones before it, whatever became of them. */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
}

/** The first value; rejects when the service is disposed meanwhile. */
export const settle = <T>({ disposed$ }: Context, source$: Observable<T>): Promise<T> =>
  firstValueFrom(source$.pipe(takeUntil(disposed$)));

/** A module that loads later; rejects with `Offline` if it cannot be loaded, and if the service is disposed meanwhile. */
export const loaded = <Module>(context: Context, load: () => Promise<Module>): Promise<Module> =>
  settle(
    context,
    defer(() => brought(load)),
  );

/** One request's answer. A transport that throws, fails with anything else or says nothing has failed like any other. */
export const answerTo = async <T>(context: Context, call: () => Observable<T>): Promise<T> => {
  try {
    return await settle(context, call());
  } catch (error) {
    throw error instanceof SessionDisposed ? error : asFailure(error);
  }
};

/** Waits until it is known whether a stored chat goes on. */
export const restoring = (context: Context): Promise<unknown> =>
  settle(context, context.session.state$.pipe(filter(({ status }) => status !== 'restoring')));

/** Asks the transition; rejects with the reference's sentence where it does not admit. */
export const admit = async (
  context: Context,
  occurrence: Occurrence,
  noSession = noActiveSession,
  later?: LaterDecisions,
): Promise<Taken> => {
  if (occurrence.kind !== 'restoreAsked') await restoring(context);
  const taken = await context.session.take(occurrence, later);
  const nothingOlder = noMoreHistory;
  const sentences = { alreadyActive, alreadyRestoring, restoreWhileActive, noSession, nothingOlder, notFailed };
  if (taken.refusal) throw new CommandRejected(sentences[taken.refusal]);
  return taken;
};

/** Reports what happened; a service disposed meanwhile does not mind. */
export const tell = async (
  { session }: Pick<Context, 'session'>,
  occurrence: Occurrence,
  later?: LaterDecisions,
): Promise<void> => {
  try {
    await session.take(occurrence, later);
  } catch (error) {
    if (!(error instanceof SessionDisposed)) throw error;
  }
};

/** Publishes the failure of something that was handed in. */
export const reportTo =
  (context: Pick<Context, 'session'>) =>
  (failure: HookFailure): Promise<void> =>
    tell(context, { kind: 'hookFailed', failure });

/** The newest keys of the chat in which a command was admitted, also while that chat is being ended. */
export const keysOf = ({ session: { state } }: Context, admitted: SessionState): SessionData => {
  const same = 'session' in state && 'session' in admitted && state.session.sessionId === admitted.session.sessionId;
  if (!same) throw new CommandRejected(noActiveSession);
  return state.session;
};

/** The messages since the last poll of a chat; `undefined` if the server pushes, and on dispose. */
export const lastWordsOf = async (context: Context, chat: SessionState): Promise<TakenFrame | undefined> => {
  const { poll } = context.transport;
  if (!poll || !('session' in chat)) return undefined;
  return settle(context, lastWords(chat, poll, context.takeIn)).catch(() => undefined);
};

/** The chat is over. If its last words cannot be used, that is an `error`, and it is over without them (E27). */
export const tellEnd = (context: Context, frame?: TakenFrame, failure?: TransportFailure): Promise<void> =>
  tell(context, { kind: 'endAnswered', failure, frame }).catch(async (error: unknown) => {
    await reportTo(context)(new HookFailure('session', error));
    await tell(context, { kind: 'endAnswered', failure });
  });

/** Reports a request's failure to the session, and hands it on. */
export const failing = async (context: Context, sessionId: string, error: unknown): Promise<never> => {
  if (error instanceof TransportFailure) await tell(context, { kind: 'heard', sessionId, poll: false, failure: error });
  throw error;
};

/** Sends one request within the chat that admitted it; the session learns how it went before the caller does. */
export const ask = async (
  context: Context,
  admitted: SessionState,
  call: (session: SessionData) => Observable<Frame>,
  hurries = false,
): Promise<ServerAnswer> => {
  const session = keysOf(context, admitted);
  const { sessionId } = session;
  const request = context.session.nextRequest();
  const frame = await answerTo(context, () => call(session)).catch((error: unknown) =>
    failing(context, sessionId, error),
  );
  await tell(context, { kind: 'heard', sessionId, poll: false, frame: newsOf(session, request, frame), hurries });
  return frame.answer;
};
