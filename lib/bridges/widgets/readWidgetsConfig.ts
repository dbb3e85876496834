import type { OptionRule } from '../../../transports/checkOptions.js';
import { isObject } from '../../../transports/json.js';
import { serviceDefaults, sharedRules, text } from '../../checkServiceOptions.js';
import { CommandRejected } from '../../commandRejected.js';
import type { WebChatServiceOptions } from '../../options.js';
import { invalidConfiguration } from '../busRejections.js';
import { cookieOptionsRule, type Site, siteCookies } from './siteCookies.js';
import { type Take, taking, type Warn } from './taking.js';
import { type OtherTransports, transportFrom } from './transportFrom.js';
import { widgetsCookies } from './widgetsCookies.js';

/** What the configuration is read with. */
export interface WidgetsSurroundings extends OtherTransports {
  /** Told of each option that is wrong. @default console.warn */
  readonly warn?: Warn;
}

interface Main extends Site {
  readonly lang: string;
}

const mainRules: Record<keyof Main, OptionRule> = { lang: text, deploymentID: text, cookieOptions: cookieOptionsRule };

type Shared = Pick<WebChatServiceOptions, keyof typeof sharedRules>;

interface Webchat extends Shared {
  readonly pollIntervalIdle_ms: number;
}

/** The service's own options. */
const ownOptions = (webchat: unknown, take: Take, warn: Warn): Shared => {
  const rules: Record<keyof Webchat, OptionRule> = { ...sharedRules, pollIntervalIdle_ms: sharedRules.pollRateMax };
  const { pollIntervalIdle_ms: pollRateMax, ...taken } = take<Webchat>('webchat', webchat, rules);
  const given = { ...(pollRateMax !== undefined && { pollRateMax }), ...taken };
  const { pollRateMin: shortest, pollRateMax: longest } = { ...serviceDefaults, ...given };
  if (shortest <= longest) return given;
  warn(`webchat.pollRateMin must be at most pollRateMax, ${longest}; the defaults of both are used`);
  const { pollRateMin: _, pollRateMax: __, ...others } = given;
  return others;
};

const say: Warn = (warning) => console.warn(`webchat-streams: _genesys.widgets.${warning}`);

/** {@link fromWidgetsConfig} with those transports alone that are handed in. */
export const readWidgetsConfig = (
  widgets: unknown,
  { warn = say, ...others }: WidgetsSurroundings = {},
): WebChatServiceOptions => {
  const { webchat, main } = isObject(widgets) ? widgets : {};
  if (!isObject(webchat) || Object.keys(webchat).length === 0) {
    warn('webchat must be an object with options');
    throw new CommandRejected(invalidConfiguration);
  }
  const take = taking(warn);
  const { lang, ...site } = take<Main>('main', main, mainRules);
  const cookies = siteCookies(site);
  const { isV3, ...found } = transportFrom({ webchat, main, cookies, take, warn, ...others });
  const mode = isV3 ? 'v3' : 'legacy';
  return {
    ...ownOptions(webchat, take, warn),
    ...found,
    ...(lang && { language: lang }),
    ...(site.deploymentID && { name: site.deploymentID }),
    ...(globalThis.document && { store: widgetsCookies({ ...site, mode, withoutKeys: !!found.async?.load }) }),
  };
};
