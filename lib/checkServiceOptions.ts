import { checkOptions, type OptionRule, wrongOption } from '../transports/checkOptions.js';
import { isObject, isSerializable } from '../transports/json.js';
import { defaultEnvironment, type EarlyEnvironment } from './environment.js';
import type { AsyncChat, Environment, SessionStore, WebChatServiceOptions } from './options.js';
import { defaultStore } from './stores/defaultStore.js';

/** The only place where a default is written; the store and the environment have theirs in their own files. */
export const serviceDefaults = {
  name: 'webchat',
  restore: 'auto',
  messageStatus: true,
  restoreTimeout: 60_000,
  pollExceptionLimit: 5,
  userData: {},
  maxMessageLength: Infinity,
  pollRate: 3000,
  pollRateMin: 500,
  pollRateMax: 3000,
  pollRateMult: 1.2,
  pollRateSleep: 30_000,
  dynamicPolling: true,
  sleepEnabled: false,
} as const satisfies Partial<WebChatServiceOptions>;

/** Options that have passed the check, with every default in its place. */
export type Settings = WebChatServiceOptions &
  Required<Pick<WebChatServiceOptions, keyof typeof serviceDefaults>> & {
    readonly store: SessionStore;
    readonly environment: EarlyEnvironment;
    /** The longest wait after failures, in ms, if the page has chosen its own polling rates. */
    readonly longestWait: number | undefined;
  };

/** Who complains of an option. */
export const owner = 'createWebChatService';

/** A text that says something. */
export const text: OptionRule = [(value) => typeof value === 'string' && value !== '', 'a string, not an empty one'];
const gap: OptionRule = [1000, 30_000];
const shortGap: OptionRule = [250, 30_000];
const observable: OptionRule = { subscribe: 'function' };

/** What the options have to be that the Widgets' configuration knows too. */
export const sharedRules = {
  restoreTimeout: [0],
  pollExceptionLimit: [0],
  userData: [(value) => isObject(value) && isSerializable(value), 'an object that JSON can carry'],
  maxMessageLength: [1],
  pollRate: gap,
  pollRateMin: shortGap,
  pollRateMax: shortGap,
  pollRateMult: [(value) => typeof value === 'number' && value > 1, 'a number above 1'],
  pollRateSleep: gap,
  dynamicPolling: 'boolean',
  sleepEnabled: 'boolean',
} satisfies Partial<Record<keyof WebChatServiceOptions, OptionRule>>;

const rules: Record<keyof WebChatServiceOptions, OptionRule> = {
  transport: 'function',
  name: text,
  restore: [(value) => value === 'auto' || value === 'manual', "'auto' or 'manual'"],
  ...sharedRules,
  messageStatus: 'boolean',
  language: text,
  async: {},
  store: { get: 'function', set: 'function', delete: 'function' },
  environment: {},
};

const environmentRules: Record<keyof Environment, OptionRule> = {
  fetch: 'function',
  XMLHttpRequest: 'function',
  now: 'function',
  random: 'function',
  online$: observable,
  hidden$: observable,
  pageFacts: 'function',
};

/** What the parts of `async` have to be. */
export const asyncRules: Record<keyof AsyncChat, OptionRule> = {
  save: 'function',
  load: 'function',
  remove: 'function',
  maxMessagePageSize: [16, 1000],
};

/** Only what is given: an `undefined` must not hide a default. */
const given = (options: object) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/**
 * The options with every default in its place.
 * @throws TypeError that names the option and what was expected
 */
export const checkServiceOptions = (options: WebChatServiceOptions): Settings => {
  const transport = options?.transport;
  if (typeof transport !== 'function') throw wrongOption(owner, 'transport', 'a function such as gmsRest({ dataURL })');
  checkOptions(owner, options, rules);
  const { environment = {}, store = defaultStore() } = options;
  checkOptions(`${owner}: environment`, environment, environmentRules);
  checkOptions(`${owner}: async`, options.async ?? {}, asyncRules);
  const chosen = given(options);
  const { pollRateMax: longest } = { ...serviceDefaults, ...chosen };
  const settings: Settings = {
    ...serviceDefaults,
    transport,
    ...chosen,
    longestWait: Object.keys(chosen).some((name) => /^pollRate/.test(name)) ? longest : undefined,
    store,
    environment: { ...defaultEnvironment(), ...given(environment) },
  };
  const { pollRateMin, pollRateMax } = settings;
  if (pollRateMin > pollRateMax) throw wrongOption(owner, 'pollRateMin', `at most pollRateMax, ${pollRateMax}`);
  return settings;
};
