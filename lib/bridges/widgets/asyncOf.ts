import Cookies from 'js-cookie';
import type { OptionRule } from '../../../transports/checkOptions.js';
import { jsonOf, objectOf } from '../../../transports/json.js';
import { asyncRules } from '../../checkServiceOptions.js';
import type { AsyncChat, SavedSession } from '../../options.js';
import { rejectionOf } from '../cxBus/rejectionOf.js';
import { cookieForHooks, type SiteCookies } from './siteCookies.js';
import type { Take, Warn } from './taking.js';

/** A function of the site's: what it is about, js-cookie, and the attributes of Widgets' own cookies. */
type Hook = (about: unknown, Cookie: object, CookieOptions: object | undefined) => unknown;

/** The section as the reference has it; `get` and `set` are meant from the site's side. */
interface AsyncSection extends Pick<AsyncChat, 'maxMessagePageSize'> {
  /** The example's and the shipped product's word for `enable`. */
  readonly enabled: boolean;
  readonly enable: boolean;
  readonly getSessionData: Hook;
  readonly setSessionData: Hook;
  readonly deleteSessionData: Hook;
}

const rules: Record<keyof AsyncSection, OptionRule> = {
  enabled: 'boolean',
  enable: 'boolean',
  getSessionData: 'function',
  setSessionData: 'function',
  deleteSessionData: 'function',
  maxMessagePageSize: asyncRules.maxMessagePageSize,
};

/** What the shipped product saved of a chat over GMS spells the id in its own way. */
const savedByWidgets = (given: unknown): unknown => {
  const { sessionID, ...others } = objectOf(given) ?? {};
  return sessionID === undefined ? given : { sessionId: sessionID, ...others };
};

const spelledTwice = (data: SavedSession): object =>
  data.token === undefined ? { ...data, sessionID: data.sessionId } : { ...data };

/** The two belong together. */
const pairOf = (
  { getSessionData, setSessionData }: Partial<AsyncSection>,
  { nameOf, attributes }: SiteCookies,
  section: unknown,
): AsyncChat => {
  if (!getSessionData || !setSessionData) return {};
  return {
    save: (data) => getSessionData.call(section, spelledTwice(data), cookieForHooks(), attributes()),
    load: async () => {
      const open = Cookies.get(nameOf('.open')) ?? 'false';
      return savedByWidgets(await setSessionData.call(section, jsonOf(open, open), cookieForHooks(), attributes()));
    },
  };
};

/** An `async` section as our option; `undefined` where it is not enabled. */
export const asyncOf = (
  where: string,
  section: unknown,
  cookies: SiteCookies,
  take: Take,
  warn: Warn,
): AsyncChat | undefined => {
  const taken = take<AsyncSection>(where, section, rules);
  const { enabled = taken.enable, getSessionData, setSessionData, deleteSessionData, maxMessagePageSize } = taken;
  if (!enabled) return undefined;
  if (!getSessionData !== !setSessionData) {
    warn(`${where}: getSessionData and setSessionData must be given both; they are ignored`);
  }
  return {
    ...pairOf(taken, cookies, section),
    ...(deleteSessionData && {
      remove: ({ sessionData, failure }) =>
        deleteSessionData.call(
          section,
          { sessionData: spelledTwice(sessionData), response: failure && rejectionOf(failure) },
          cookieForHooks(),
          cookies.attributes(),
        ),
    }),
    ...(maxMessagePageSize && { maxMessagePageSize }),
  };
};
