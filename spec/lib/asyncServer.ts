import type { AsyncChat } from '../../lib/options.js';
import { TransportFailure } from '../../transports/failures.js';
import type { SessionData } from '../../transports/frames.js';
import { frameOf, type Script } from '../../transports/scripted.js';

/** The keys that the server gives out. */
export const keys: SessionData = { sessionId: 's-1', token: 't-1', participantId: 'p-1', transportId: 'x-1' };

/** The server no longer knows the session. */
export const lost = (): TransportFailure => new TransportFailure('Refused', 'Unknown.', { status: 404 });

/** A server of asynchronous chats. */
export const asyncServer: Script = {
  noSession: { sessionId: '', token: '', participantId: '', transportId: '' },
  start: () => frameOf({ session: keys }),
  poll: [],
  restore: () => frameOf({ session: keys }),
  resume: () => frameOf({ session: { ...keys, token: 't-2' } }),
  history: [],
  isSessionLost: ({ status }, restoring) => status === 404 || (restoring && status === 401),
};

/** One message an index, as a server says them. */
export const saying = (...indices: readonly (number | string)[]) =>
  frameOf({ messages: indices.map((index) => ({ index, text: `${index}` })) });

interface Site {
  /** What its functions were called with, in order. */
  readonly asked: readonly (readonly [hook: string, given?: unknown])[];
  readonly async: Required<Pick<AsyncChat, 'save' | 'load' | 'remove'>>;
  /** The arguments of one function's calls. */
  given(hook: string): unknown[];
}

/** A site that keeps session data itself; `answer` is what its functions come to. */
export const siteThat = (answer: (hook: string, given?: unknown) => unknown = () => undefined): Site => {
  const asked: (readonly [string, unknown?])[] = [];
  const hook = (name: string) => (given?: unknown) => {
    asked.push(given === undefined ? [name] : [name, given]);
    return answer(name, given);
  };
  return {
    asked,
    async: { save: hook('save'), load: hook('load'), remove: hook('remove') },
    given: (name) => asked.filter(([each]) => each === name).map(([, given]) => given),
  };
};
