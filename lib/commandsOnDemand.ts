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

/**
 * Every command, before what carries it out is loaded.
 * @param noSession the session data as long as nothing is loaded. @default it is loaded
 */
export const commandsOnDemand = (lazy: LazyEngine, noSession?: SessionData): WebChatCommands => {
  const { use } = lazy;
  return {
    startChat: (options) => use((engine) => engine.startChat(options)),
    endChat: () => use((engine) => engine.endChat()),
    sendMessage: (options) => use((engine) => engine.sendMessage(options)),
    sendCustomNotice: (options) => use((engine) => engine.sendCustomNotice(options)),
    sendTyping: (options) => use((engine) => engine.sendTyping(options)),
    sendFilteredMessage: (options) => use((engine) => engine.sendFilteredMessage(options)),
    addPrefilter: (options) => use((engine) => engine.addPrefilter(options)),
    updateUserData: (userData) => use((engine) => engine.updateUserData(userData)),
    startPoll: () => use((engine) => engine.startPoll()),
    stopPoll: () => use((engine) => engine.stopPoll()),
    resetPollExceptions: () => use((engine) => engine.resetPollExceptions()),
    restore: (options) => use((engine) => engine.restore(options)),
    getTranscript: () => use((engine) => engine.getTranscript()),
    getAgents: () => use((engine) => engine.getAgents()),
    getStats: () => use((engine) => engine.getStats()),
    // Also what tells that the code cannot be loaded asks for it.
    getSessionData: async () => (noSession && !lazy.isMade ? noSession : use(({ getSessionData }) => getSessionData())),
    fetchHistory: () => use((engine) => engine.fetchHistory()),
    sendFile: (options) => {
      const taken = options && { ...options, files: chosen(options.files) };
      return use((engine) => engine.sendFile(taken));
    },
    downloadFile: (options) => use((engine) => engine.downloadFile(options)),
    getFileLimits: () => use((engine) => engine.getFileLimits()),
    registerTypingPreviewInput: (options) => use((engine) => engine.registerTypingPreviewInput(options)),
    registerPreProcessor: (options) => use((engine) => engine.registerPreProcessor(options)),
    verifySession: () => use((engine) => engine.verifySession()),
    sleep: () => use((engine) => engine.sleep()),
    wake: (options) => use((engine) => engine.wake(options)),
    stayActive: () => use((engine) => engine.stayActive()),
  };
};
