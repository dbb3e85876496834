import { eventNames } from '../../../streams/eventNames.js';
import { brought } from '../../../transports/brought.js';
import { isObject, jsonText, objectOf, textOf } from '../../../transports/json.js';
import type { WebChatService } from '../../service.js';
import type { WebChatCommands } from '../../webChatCommands.js';
import { attempt } from '../bus/attempt.js';
import type { BusCommand, ServingPlugin } from '../bus/bus.js';
import { detailed, noteOriginals } from './detailed.js';
import { plain } from './plain.js';
import { poll, restore } from './privateCommands.js';
import { rejectionOf } from './rejectionOf.js';
import { saveFile } from './saveFile.js';
import { sessionOnBus } from './sessionOnBus.js';

/** What stands behind the plugin. */
export interface Serving {
  /** Asked at each command. Commands wait for it, in order, and are rejected with what it rejects with. */
  service(): Promise<WebChatService>;
  /** The command `configure`; it does not wait for the service. */
  configure(given: object): Promise<unknown>;
}

type Handler = (service: WebChatService, call: BusCommand) => Promise<unknown>;

/** Those that the service alone carries out. */
const plainCommands = [
  'startChat',
  'endChat',
  'sendTyping',
  'sendFilteredMessage',
  'updateUserData',
  'startPoll',
  'stopPoll',
  'resetPollExceptions',
  'getAgents',
  'getStats',
  'sendFile',
  'fetchHistory',
  'registerTypingPreviewInput',
  'verifySession',
  'sleep',
  'wake',
] as const satisfies readonly (keyof WebChatCommands)[];

/** What it resolves with is copied, since it may be the service's own memory. */
const commanded = (name: keyof WebChatCommands): Handler => {
  return async (service, { data }) => plain(await Reflect.apply(service[name], service, [data]));
};

/** Turns a value that pages written for Widgets do not pass as a text into the text that is sent (B22). */
const asText = (data: object, name: string): object => {
  const value: unknown = Reflect.get(data, name);
  if (value === undefined || typeof value === 'string') return data;
  return {
    ...data,
    [name]: isObject(value) || Array.isArray(value) ? jsonText(plain(value)) : textOf(value) || undefined,
  };
};

/** Those that a bus adds something to. */
const moreCommands: Readonly<Record<string, Handler>> = {
  poll,
  restore,
  sendMessage: (service, call) =>
    commanded('sendMessage')(service, { ...call, data: asText(call.data, 'parentMessageID') }),
  sendCustomNotice: (service, call) =>
    commanded('sendCustomNotice')(service, { ...call, data: asText(call.data, 'message') }),
  addPrefilter: async (service, { data }) => [
    ...(await service.addPrefilter({ filters: Reflect.get(data, 'filters') })),
  ],
  registerPreProcessor: (service, { data }) =>
    service.registerPreProcessor({ preprocessor: Reflect.get(data, 'preprocessor') }),
  async getTranscript(service) {
    const transcript = await service.getTranscript();
    noteOriginals(transcript);
    return plain(await detailed(service, await service.getSessionData(), transcript));
  },
  getSessionData: async (service) => sessionOnBus(await service.getSessionData()),
  async getFileLimits(service) {
    const limits = await service.getFileLimits();
    return (await brought(() => import('./limitsOnBus.js'))).limitsOnBus(limits);
  },
  async downloadFile(service, { data }) {
    const file = await service.downloadFile(data);
    saveFile(file);
    return file;
  },
};

/** The data that a command attaches to the chat; the command's data override the form's (C37). */
const attachedBy = (command: string, data: object): unknown[] => {
  if (command === 'updateUserData') return [data];
  if (command !== 'startChat') return [];
  return [objectOf(Reflect.get(data, 'form'))?.userData, Reflect.get(data, 'userData')];
};

/** What is to be attached to the chat, for other plugins to read. */
const keepUserData = (plugin: ServingPlugin, command: string, data: object): void => {
  const added = attachedBy(command, data).map(objectOf);
  if (!added.some(Boolean)) return;
  const before = objectOf(plugin.data?.('userData', undefined));
  plugin.data?.('userData', plain(Object.assign({}, before, ...added)));
};

/**
 * Registers every command and the events' names on a plugin of the name WebChatService, and makes it ready at once:
 * who comes before the service is there waits for it. `publishEvents` is the other half.
 */
export const serveCommands = (plugin: ServingPlugin, { service, configure }: Serving): void => {
  const handlers: Readonly<Record<string, Handler>> = {
    ...Object.fromEntries(plainCommands.map((name) => [name, commanded(name)])),
    ...moreCommands,
  };
  const serve = (name: string, carryOut: (call: BusCommand) => Promise<unknown>): void => {
    plugin.registerCommand(name, ({ data, ...call }) => {
      const { deferred } = call;
      carryOut({ ...call, data: data ?? {} }).then(
        (value) => attempt(() => deferred.resolve(value)),
        (reason) => attempt(() => deferred.reject(rejectionOf(reason))),
      );
    });
  };
  serve('configure', ({ data }) => configure(data));
  for (const [name, handle] of Object.entries(handlers)) {
    serve(name, async (call) => {
      const chat = await service();
      attempt(keepUserData, plugin, name, call.data);
      return handle(chat, call);
    });
  }
  plugin.registerEvents?.([...eventNames]);
  plugin.ready();
};
