import type { SessionData } from '../transports/frames.js';
import type { LazyEngine } from './engineOnDemand.js';
import type { WebChatCommands } from './webChatCommands.js';

/** What is chosen now: an input that is emptied behind the call changes nothing of it. */
const chosen = (files: unknown): unknown => {
  const list: unknown = Reflect.get(Object(files), 'files') ?? files;
  return isIterable(list) ? Array.from(list, chosen) : list;
};

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const names = [
  'startChat',
  'endChat',
  'sendMessage',
  'sendCustomNotice',
  'sendTyping',
  'sendFilteredMessage',
  'addPrefilter',
  'updateUserData',
  'startPoll',
  'stopPoll',
  'resetPollExceptions',
  'restore',
  'getTranscript',
  'getAgents',
  'getStats',
  'fetchHistory',
  'downloadFile',
  'getFileLimits',
  'registerTypingPreviewInput',
  'registerPreProcessor',
  'verifySession',
  'sleep',
  'wake',
  'stayActive',
] as const satisfies readonly (keyof Forwarded)[];

/** Commands that only need the engine; the other two do something before it loads. */
type Forwarded = Omit<WebChatCommands, 'getSessionData' | 'sendFile'>;

type Missing = Exclude<keyof Forwarded, (typeof names)[number]>;

/** Does not compile if a name is missing. */
const forwardedNames: [Missing] extends [never] ? readonly (keyof Forwarded)[] : { readonly missing: Missing } = names;

/**
 * Each calls the engine's command of the same name with what it was given. `Object.assign` of a list has no type: the names above are
 * checked.
 */
const forwarded = ({ use }: LazyEngine): Forwarded =>
  Object.assign(
    {},
    ...forwardedNames.map((name) => ({
      [name]: (options: never) => use<unknown>((engine) => engine[name](options)),
    })),
  );

/**
 * Every command, before what carries it out is loaded.
 * @param noSession the session data as long as nothing is loaded. @default it is loaded
 */
export const commandsOnDemand = (lazy: LazyEngine, noSession?: SessionData): WebChatCommands => {
  const { use } = lazy;
  return {
    ...forwarded(lazy),
    // Also what tells that the code cannot be loaded asks for it.
    getSessionData: async () => (noSession && !lazy.isMade ? noSession : use(({ getSessionData }) => getSessionData())),
    sendFile: (options) => {
      const taken = options && { ...options, files: chosen(options.files) };
      return use((engine) => engine.sendFile(taken));
    },
  };
};
