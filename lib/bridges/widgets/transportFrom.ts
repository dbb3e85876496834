import type { OptionRule } from '../../../transports/checkOptions.js';
import { cometdRules, patience } from '../../../transports/gmsCometd/cometdRules.js';
import type { gmsCometd } from '../../../transports/gmsCometd/gmsCometd.js';
import type { GmsCometdOptions } from '../../../transports/gmsCometd/gmsCometdOptions.js';
import { gmsRules } from '../../../transports/gmsRest/gmsCalls.js';
import { gmsRest } from '../../../transports/gmsRest/gmsRest.js';
import type { GmsRestOptions } from '../../../transports/gmsRest/gmsRestOptions.js';
import { isObject, type JsonObject, objectOf } from '../../../transports/json.js';
import type { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { V3RestOptions } from '../../../transports/v3Rest/v3RestOptions.js';
import { v3Rules } from '../../../transports/v3Rest/v3Rules.js';
import { asyncRules, sharedRules } from '../../checkServiceOptions.js';
import { CommandRejected } from '../../commandRejected.js';
import type { AsyncChat, WebChatServiceOptions } from '../../options.js';
import { invalidConfiguration, invalidTransport } from '../busRejections.js';
import { asyncOf } from './asyncOf.js';
import type { SiteCookies } from './siteCookies.js';
import type { Take, Warn } from './taking.js';

/** The transports beside gmsRest that there may be; a configuration that wants one that is missing is refused. */
export interface OtherTransports {
  /** For `cometD.enabled`, from `webchat-streams/cometd`. */
  readonly gmsCometd?: typeof gmsCometd;
  /** For `transport.type: 'pureengage-v3-rest'`. */
  readonly v3Rest?: typeof v3Rest;
}

/** What a transport is made from. */
export interface Sources extends OtherTransports {
  readonly webchat: JsonObject;
  readonly main: unknown;
  readonly cookies: SiteCookies;
  readonly take: Take;
  readonly warn: Warn;
}

type Found = Pick<WebChatServiceOptions, 'transport' | 'async' | 'sleepEnabled'>;

// What is in the sections of the configuration, and what is elsewhere.
const { header, dataURL: address, serverURL, enableUrlTrailingSlash, ...bothGms } = gmsRules;
const restSection = { dataURL: address, serverURL, enableUrlTrailingSlash, ...bothGms };
const { ajaxTimeout, fileUploadTimeout, ...v3Section } = v3Rules;

/** The reasons have been told. */
const refused = (): CommandRejected => new CommandRejected(invalidConfiguration);

type V3Section = Omit<V3RestOptions, 'ajaxTimeout' | 'fileUploadTimeout'> &
  Pick<WebChatServiceOptions, 'sleepEnabled'> &
  Pick<AsyncChat, 'maxMessagePageSize'>;

/** The page must pass the transport in, so that a bundler resolves its package only if it is used (O14). */
const missing = (option: string, name: string, entry: string, { warn }: Sources): CommandRejected => {
  warn(`webchat.${option}: hand in ${name} from '${entry}': fromWidgetsConfig(widgets, { ${name} })`);
  return new CommandRejected(invalidTransport);
};

const overV3 = (transport: unknown, sources: Sources): Found => {
  const { webchat, cookies, take, warn, v3Rest } = sources;
  if (!v3Rest) throw missing('transport.type', 'v3Rest', 'webchat-streams', sources);
  const where = 'webchat.transport';
  const rules: Record<keyof V3Section, OptionRule> = {
    ...v3Section,
    sleepEnabled: sharedRules.sleepEnabled,
    maxMessagePageSize: asyncRules.maxMessagePageSize,
  };
  const { dataURL, sleepEnabled, maxMessagePageSize, ...others } = take<V3Section>(where, transport, rules, 'dataURL');
  const times = take<Pick<V3RestOptions, 'ajaxTimeout' | 'fileUploadTimeout'>>('webchat', webchat, {
    ajaxTimeout,
    fileUploadTimeout,
  });
  if (!dataURL) throw refused();
  const async = asyncOf(`${where}.async`, objectOf(transport)?.async, cookies, take, warn);
  return {
    transport: v3Rest({ dataURL, ...others, ...times }),
    ...(sleepEnabled !== undefined && { sleepEnabled }),
    ...(async && { async: { ...async, ...(maxMessagePageSize && { maxMessagePageSize }) } }),
  };
};

/** What both ways to GMS have in common. */
const shared = (
  { main, take, warn }: Sources,
  { xhrFields, enableCustomHeader, ...others }: Partial<GmsRestOptions>,
) => {
  const { withCredentials, ...more } = xhrFields ?? {};
  const ignored = Object.keys(more);
  if (ignored.length > 0) warn(`webchat.xhrFields: only withCredentials is known; ignored: ${ignored.join(', ')}`);
  return {
    ...others,
    ...(withCredentials !== undefined && { xhrFields: { withCredentials } }),
    ...(enableCustomHeader && {
      enableCustomHeader,
      ...take<Pick<GmsRestOptions, 'header'>>('main', main, { header }),
    }),
  };
};

const overCometd = (cometD: unknown, sources: Sources): Found => {
  const { webchat, cookies, take, warn, gmsCometd } = sources;
  if (!gmsCometd) throw missing('cometD.enabled', 'gmsCometd', 'webchat-streams/cometd', sources);
  type Own = Pick<GmsCometdOptions, keyof typeof cometdRules>;
  const { cometURL, ...own } = take<Own>('webchat.cometD', cometD, cometdRules, 'cometURL');
  const others = take<Pick<GmsRestOptions, keyof typeof bothGms>>('webchat', webchat, {
    ...bothGms,
    ajaxTimeout: patience,
  });
  if (!cometURL) throw refused();
  const async = asyncOf('webchat.async', webchat.async, cookies, take, warn);
  return { transport: gmsCometd({ cometURL, ...own, ...shared(sources, others) }), ...(async && { async }) };
};

const overRest = (_: unknown, sources: Sources): Found => {
  const { webchat, cookies, take, warn } = sources;
  const required = webchat.serverURL === undefined ? 'dataURL' : undefined;
  const options = take<Omit<GmsRestOptions, 'header'>>('webchat', webchat, restSection, required);
  if (!options.dataURL && !options.serverURL) throw refused();
  if (asyncOf('webchat.async', webchat.async, cookies, take, warn)) {
    warn('webchat.async.enabled must be false: asynchronous chats need CometD or API v3');
    throw refused();
  }
  return { transport: gmsRest(shared(sources, options)) };
};

const makers = { v3Rest: overV3, gmsCometd: overCometd, gmsRest: overRest };

/** Which transport a `webchat` section wants; `undefined` for a `transport.type` that is unknown. */
export const wantedTransport = ({ transport, cometD }: JsonObject): keyof typeof makers | undefined => {
  const type = isObject(transport) ? transport.type : undefined;
  if (type !== undefined) return type === 'pureengage-v3-rest' ? 'v3Rest' : undefined;
  return isObject(cometD) && cometD.enabled === true ? 'gmsCometd' : 'gmsRest';
};

/** Why there is no transport for a type. (B16) */
const unknownType = (type: unknown): string =>
  type === 'purecloud-v2-sockets'
    ? `${type}: Genesys ended that API in June 2025, see MIGRATION.md`
    : 'must be pureengage-v3-rest, where it is given';

/**
 * The transport that is configured.
 * @throws CommandRejected where there is none, or it lacks its address
 */
export const transportFrom = (sources: Sources): Found & { readonly isV3: boolean } => {
  const { webchat, take, warn } = sources;
  const { transport, cometD } = webchat;
  const wanted = wantedTransport(webchat);
  take('webchat.transport', transport, {});
  if (!wanted) {
    warn(`webchat.transport.type ${unknownType(objectOf(transport)?.type)}`);
    throw new CommandRejected(invalidTransport);
  }
  const isV3 = wanted === 'v3Rest';
  if (!isV3) take('webchat.cometD', cometD, { enabled: 'boolean' });
  return { ...makers[wanted](isV3 ? transport : cometD, sources), isV3 };
};
