import { checkOptions, type OptionRule, wrongOption } from '../../transports/checkOptions.js';
import { milliseconds } from '../../transports/optionRules.js';
import type { ChatChange, TranscriptEvent } from './conversation/transcriptEvent.js';
import type { Desk } from './desk.js';
import { type Reply, replyTo } from './sayings.js';

/** Options of {@link scriptedAgent}. */
export interface ScriptedAgentOptions {
  /** @default 'Ann' */
  readonly name?: string;
  /** @default 'Agent' */
  readonly role?: 'Agent' | 'Supervisor' | 'Bot';
  /** How long it thinks, and then types, in ms. @default 700 */
  readonly pace?: number;
}

const isRole = (value: unknown): boolean => ['Agent', 'Supervisor', 'Bot'].some((role) => role === value);

const rules = {
  name: 'string',
  role: [isRole, 'one of Agent, Supervisor, Bot'],
  pace: milliseconds,
} satisfies Record<keyof ScriptedAgentOptions, OptionRule>;

/** An agent at work. */
export interface ScriptedAgent {
  /** Stops at once, in the middle of a sentence if need be; the chats stay. */
  stop(): Promise<void>;
}

/** One agent in one chat: does one thing after the other. */
const serve = (desk: Desk, chatId: string, pause: () => Promise<void>, options: ScriptedAgentOptions) => {
  const { name = 'Ann', role = 'Agent' } = options;
  let turn = 0;
  let here: number | undefined;

  const typeAndSay = async (id: number, text: string): Promise<void> => {
    await pause();
    await desk.type(chatId, id);
    await pause();
    await desk.say(chatId, id, text);
  };
  const give = async (id: number, { say, url, file, bye }: Reply): Promise<void> => {
    await typeAndSay(id, say);
    if (url !== undefined) await desk.pushUrl(chatId, id, url);
    if (file !== undefined) {
      const { text, ...named } = file;
      await desk.sendFile(chatId, id, { ...named, content: btoa(text) });
    }
    if (bye) await desk.leave(chatId, id);
    if (bye) await desk.end(chatId);
  };
  return {
    greet: async (customer: string): Promise<void> => {
      await pause();
      here = await desk.join(chatId, { name, role, styleEvery: true });
      await typeAndSay(here, `Hello ${customer}, my name is ${name}. How can I help you?`);
    },
    hear: async ({ type, text = '' }: TranscriptEvent): Promise<void> => {
      if (here === undefined) return;
      if (type === 'FileUploaded') await give(here, { say: `Thank you, ${text} has arrived.` });
      if (type === 'Message') await give(here, replyTo(text, turn++));
    },
  };
};

/** Waits that all end at once when the work is over. */
const pauses = (pace: number) => {
  const waiting = new Set<() => void>();
  let over = false;
  const pause = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        reject(new Error('The agent has stopped.'));
      };
      const timer = setTimeout(() => {
        waiting.delete(leave);
        resolve();
      }, pace);
      waiting.add(leave);
      if (over) leave();
    });
  const stop = () => {
    over = true;
    for (const leave of waiting) leave();
  };
  return { pause, stop };
};

/**
 * An agent that works by itself: joins every new chat, greets, types, answers, sends a link or a file when asked,
 * and ends the chat at a goodbye. Resolves when it is at its desk, in process or over HTTP.
 */
export const scriptedAgent = async (desk: Desk, options: ScriptedAgentOptions = {}): Promise<ScriptedAgent> => {
  if (typeof desk?.watch !== 'function') throw wrongOption('scriptedAgent', 'desk', "a chat server's desk");
  checkOptions('scriptedAgent', options, rules);
  const { pause, stop } = pauses(options.pace ?? 700);
  const chats = new Map<string, { readonly service: ReturnType<typeof serve>; work: Promise<void> }>();
  // A chat may end, or the agent stop, in the middle of a sentence; the rest of it is then not said.
  const next = (chatId: string, act: (service: ReturnType<typeof serve>) => Promise<void>): void => {
    const chat = chats.get(chatId) ?? { service: serve(desk, chatId, pause, options), work: Promise.resolve() };
    chat.work = chat.work.then(() => act(chat.service)).catch(() => {});
    chats.set(chatId, chat);
  };
  const greet = (chatId: string, customer = ''): void => {
    if (!chats.has(chatId)) next(chatId, (service) => service.greet(customer));
  };
  const hear = (change: ChatChange): void => {
    const { chatId } = change;
    if (change.kind === 'started') greet(chatId, change.session.participants[0]?.name);
    if (change.kind === 'ended') chats.delete(chatId);
    if (change.kind === 'event' && change.event.from.type === 'Client' && chats.has(chatId)) {
      next(chatId, (service) => service.hear(change.event));
    }
  };

  const unwatch = await desk.watch(hear);
  for (const { chatId, ended, participants } of await desk.sessions()) {
    if (!ended) greet(chatId, participants[0]?.name);
  }
  return {
    stop: async () => {
      unwatch();
      stop();
      await Promise.all([...chats.values()].map(({ work }) => work));
    },
  };
};
