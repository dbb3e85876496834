import { checkOptions, type OptionRule } from '../../transports/checkOptions.js';
import { milliseconds } from '../../transports/optionRules.js';
import type { ChatServerOptions } from './chatServer.js';
import type { ChatLimits } from './conversation/limits.js';

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each: unknown) => typeof each === 'string');

const texts = [isTexts, 'an array of strings'] as const;
const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
const port = [isPort, 'a whole number from 0 to 65535'] as const;
const count = [0, Number.MAX_SAFE_INTEGER] as const;

const limitRules = {
  fileTypes: texts,
  maxFileSize: count,
  maxTotalSize: count,
  maxFiles: count,
  needAgent: 'boolean',
  downloadAttempts: count,
  maxMessageLength: count,
  maxChats: count,
  endedChatsKept: count,
} satisfies Record<keyof ChatLimits, OptionRule>;

const rules = {
  port,
  controlPort: port,
  host: 'string',
  seed: [Number.isFinite, 'a number'],
  limits: {},
  apiKeys: texts,
  bayeux: 'boolean',
  refuseWebSockets: 'boolean',
  idleAlertAfter: milliseconds,
  idleCloseAfter: milliseconds,
} satisfies Record<keyof ChatServerOptions, OptionRule>;

/** @throws TypeError that names the option that is wrong */
export const checkServerOptions = (options: ChatServerOptions): void => {
  checkOptions('startChatServer', options, rules);
  if (options.limits) checkOptions('startChatServer: limits', options.limits, limitRules);
};
