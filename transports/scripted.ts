import { concat, defer, EMPTY, finalize, isObservable, NEVER, type Observable, of, tap, throwError } from 'rxjs';
import { checkOptions, type OptionRule } from './checkOptions.js';
import type { ChatMessage, FileLimits, Frame, SessionData, UploadStep } from './frames.js';
import { isObject } from './json.js';
import type { Transport, TransportFactory } from './transport.js';

/**
 * One answer: a value, a failure (`new TransportFailure('Offline', 'gone')`), or an Observable for what takes its time (`NEVER`,
 * `timer(50).pipe(map(…))`).
 */
export type ScriptedAnswer<Value> = Value | Error | Observable<Value>;

/** A method's part: a function of its arguments, or answers to be given one after the other. */
export type Part<Args extends readonly unknown[], Value> =
  | ((...args: Args) => ScriptedAnswer<Value>)
  | readonly ScriptedAnswer<Value>[];

/** The part of a transport's method, e.g. `PartOf<Transport['send']>`. */
export type PartOf<Method> = Method extends (...args: infer Args) => Observable<infer Value>
  ? Part<Args, Value>
  : never;

/** What asks a server something. */
export type ScriptedMethod = Exclude<
  keyof Transport,
  'name' | 'noSession' | 'bots' | 'pace' | 'isSessionLost' | 'isPollException' | 'enrich'
>;

/** What a scripted server says. A method that is not given is absent, but for `start`, `send` and `end`. */
export type Script = {
  readonly [Method in ScriptedMethod]?: PartOf<NonNullable<Transport[Method]>>;
} & Partial<Omit<Transport, ScriptedMethod>>;

/** One request that was made. */
export interface ScriptedCall {
  /** Which of the transport. */
  readonly method: ScriptedMethod;
  /** What the method was called with, e.g. `[session, { message: 'hi' }]`. */
  readonly args: readonly unknown[];
  /** `open` until it settles; `aborted` if it was unsubscribed before. */
  outcome: 'open' | 'answered' | 'failed' | 'aborted';
}

/** A scripted transport, and what became of it. */
export interface Scripted {
  /** What `createWebChatService` is given as its `transport`. */
  readonly transport: TransportFactory;
  /** Every request, in order; grows as they are made, which is when their Observables are subscribed. */
  readonly calls: readonly ScriptedCall[];
  /** Adds answers for the polls to come. @throws where the script has no `poll` made of answers */
  push(...answers: readonly ScriptedAnswer<Frame>[]): void;
}

/** The keys a scripted `start` gives out. */
export const scriptedSession: SessionData = { sessionId: 'chat-1', secureKey: 'key-1', alias: '1', userId: 'user-1' };

/** A message; what is not given is plain: type `Message`, no text, from nobody, no index. */
export const messageOf = (parts: Partial<ChatMessage> = {}): ChatMessage => ({
  type: 'Message',
  text: '',
  from: { id: '', name: '', type: '' },
  ...parts,
});

/** A good answer with these messages; `original` of each is a copy of it. */
export const frameOf = (
  parts: Partial<Frame> & { readonly messages?: readonly Partial<ChatMessage>[] } = {},
): Frame => {
  const { messages = [], ...rest } = parts;
  const chatEnded = parts.chatEnded ?? false;
  return {
    entries: messages.map((message) => ({ message: messageOf(message), original: { ...message } })),
    chatEnded,
    answer: { statusCode: 0, chatEnded, messages },
    ...rest,
  };
};

const noLimits: FileLimits = { types: [], needsAgent: false };

const isPart = (value: unknown): boolean => typeof value === 'function' || Array.isArray(value);
const part = [isPart, 'a function, or a list of answers'] as const;

const rules = {
  name: 'string',
  noSession: { sessionId: 'string' },
  bots: 'boolean',
  pace: { gap: 'number', multiplier: 'number' },
  isSessionLost: 'function',
  isPollException: 'function',
  enrich: 'function',
  start: part,
  send: part,
  end: part,
  restore: part,
  resume: part,
  history: part,
  poll: part,
  follow: part,
  typing: part,
  customNotice: part,
  updateUserData: part,
  fileLimits: part,
  upload: part,
  download: part,
} satisfies Record<keyof Script, OptionRule>;

/** Makes a method of its part. */
type Play = <Args extends readonly unknown[], Value>(
  method: ScriptedMethod,
  part: Part<Args, Value>,
  plain: Value,
) => (...args: Args) => Observable<Value>;

/** The methods that a transport may do without. */
const optional = (script: Script, play: Play): Partial<Transport> => {
  const { bots, pace, isSessionLost, isPollException, follow, restore, resume, history } = script;
  const { typing, customNotice, updateUserData, fileLimits, upload, download, enrich } = script;
  const plain = frameOf();
  const again = frameOf({ session: scriptedSession });
  const uploaded: UploadStep = { kind: 'answered', frame: plain };
  return {
    ...(bots !== undefined && { bots }),
    ...(pace && { pace }),
    ...(isSessionLost && { isSessionLost }),
    ...(isPollException && { isPollException }),
    ...(follow && { follow: play('follow', follow, plain) }),
    ...(restore && { restore: play('restore', restore, again) }),
    ...(resume && { resume: play('resume', resume, again) }),
    ...(history && { history: play('history', history, plain) }),
    ...(typing && { typing: play('typing', typing, plain) }),
    ...(customNotice && { customNotice: play('customNotice', customNotice, plain) }),
    ...(updateUserData && { updateUserData: play('updateUserData', updateUserData, plain) }),
    ...(fileLimits && { fileLimits: play('fileLimits', fileLimits, noLimits) }),
    ...(upload && { upload: play('upload', upload, uploaded) }),
    ...(enrich && { enrich }),
    ...(download && { download: play('download', download, new Blob()) }),
  };
};

/**
 * A Transport in memory that follows a script, to test against without a server.
 * When a method's answers are used up it goes on with plain good ones; a frame that is pushed (`follow`) is not the last.
 *
 * @throws TypeError that names what of the script is wrong
 * @example
 * const { transport, calls, push } = scripted({ poll: [frameOf({ messages: [{ index: 1, text: 'hi' }] })] });
 * push(new TransportFailure('Offline', 'gone'));
 */
export const scripted = (script: Script = {}): Scripted => {
  checkOptions('scripted', script, rules);
  const calls: ScriptedCall[] = [];
  const { poll } = script;
  const polls: ScriptedAnswer<Frame>[] = Array.isArray(poll) ? [...poll] : [];
  const plain = frameOf();

  const play: Play = (method, part, otherwise) => {
    const next = typeof part === 'function' ? part : answersOf([...part], otherwise);
    // What is pushed goes on: only a failure ends it, or nobody listening.
    const rest$ = method === 'follow' ? NEVER : EMPTY;
    return (...args) => recorded(calls, method, args, () => observableOf(next(...args), rest$));
  };

  const transport: Transport = {
    name: script.name ?? 'scripted',
    noSession: script.noSession ?? { sessionId: '', secureKey: '', alias: '', userId: '' },
    start: play('start', script.start ?? [], frameOf({ session: scriptedSession })),
    send: play('send', script.send ?? [], plain),
    end: play('end', script.end ?? [], frameOf({ chatEnded: true })),
    ...(poll && { poll: play('poll', typeof poll === 'function' ? poll : answersOf(polls, plain), plain) }),
    ...optional(script, play),
  };
  const push = (...answers: readonly ScriptedAnswer<Frame>[]): void => {
    if (!Array.isArray(poll)) throw new TypeError('push needs a script with a list of polls: scripted({ poll: [] }).');
    polls.push(...answers);
  };
  return { transport: () => transport, calls, push };
};

const answersOf =
  <Value>(answers: ScriptedAnswer<Value>[], plain: Value) =>
  (): ScriptedAnswer<Value> =>
    answers.shift() ?? plain;

const observableOf = <Value>(answer: ScriptedAnswer<Value>, rest$: Observable<never>): Observable<Value> => {
  if (answer instanceof Error) return throwError(() => answer);
  return isObservable(answer) ? answer : concat(of(answer), rest$);
};

/** How far an upload is, and what is pushed, are no answers yet. */
const isAnswer = (method: ScriptedMethod, value: unknown): boolean =>
  method !== 'follow' && !(isObject(value) && value.kind === 'progress');

const recorded = <Value>(
  calls: ScriptedCall[],
  method: ScriptedMethod,
  args: readonly unknown[],
  answer: () => Observable<Value>,
): Observable<Value> =>
  defer(() => {
    const call: ScriptedCall = { method, args, outcome: 'open' };
    calls.push(call);
    return answer().pipe(
      tap({
        // Who has the answer waits for no more.
        next: (value) => {
          if (isAnswer(method, value)) call.outcome = 'answered';
        },
        error: () => {
          call.outcome = 'failed';
        },
        complete: () => {
          call.outcome = 'answered';
        },
      }),
      finalize(() => {
        if (call.outcome === 'open') call.outcome = 'aborted';
      }),
    );
  });
