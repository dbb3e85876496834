import type { Notes } from './row.js';

/** One option. */
export interface OptionRow<Name extends string = string> extends Notes {
  /** The reference's name; W's where the reference has none. */
  readonly name: Name;
  readonly type: string;
  readonly standard: string;
  readonly ours: string;
  /** Where it is written down. */
  readonly file: string;
}

const gms = 'transports/gmsRest/gmsRestOptions.ts';
const v3 = 'transports/v3Rest/v3RestOptions.ts';
const cometd = 'transports/gmsCometd/gmsCometd.ts';
const service = 'lib/options.ts';
const sites = 'lib/bridges/widgets/siteCookies.ts';

const option = <const Name extends string>(
  name: Name,
  type: string,
  standard: string,
  ours: string,
  file: string,
  notes?: Notes,
): OptionRow<Name> => ({ name, type, standard, ours, file, ...notes });

/** Version 2 API. */
export const v2Options = [
  option('apikey', 'string', 'n/a', 'gmsRest({ apikey })', gms),
  option('endpoint', 'string', 'n/a', 'gmsRest({ endpoint })', gms),
  option('dataURL', 'string (URL)', 'n/a', 'gmsRest({ dataURL })', gms),
  option('enableCustomHeader', 'boolean', 'false', 'gmsRest({ enableCustomHeader, header })', gms, { ruling: 'O8' }),
  option('userData', 'object', '{}', 'userData', service),
  option('ajaxTimeout', 'number', '3000', 'gmsRest({ ajaxTimeout })', gms, { ruling: 'O3' }),
  option('xhrFields', 'object', '{withCredentials: false}', 'gmsRest({ xhrFields })', gms, { ruling: 'O10' }),
  option('pollExceptionLimit', 'number', '5', 'pollExceptionLimit', service),
  option('restoreTimeout', 'number', '60000', 'restoreTimeout', service),
] as const satisfies readonly OptionRow[];

/** Version 3 API. */
export const v3Options = [
  option('transport', 'object', 'n/a', 'transport', service),
  option('transport.type', 'string', 'n/a', 'v3Rest', 'transports/v3Rest/v3Rest.ts', { ruling: 'O6' }),
  option('transport.dataURL', 'string (URL)', 'n/a', 'v3Rest({ dataURL })', v3),
  option('transport.endpoint', 'string', 'n/a', 'v3Rest({ endpoint })', v3),
  option('transport.headers', 'object', 'n/a', 'v3Rest({ headers })', v3),
  option('transport.headers[x-api-key]', 'string', 'n/a', 'v3Rest({ headers })', v3),
  option('transport.async', 'object', '{}', 'async', service),
  option('transport.async.enable', 'boolean', 'false', 'async', service, { ruling: 'O1' }),
  option('transport.async.getSessionData', 'function', 'none', 'async.save', service, { ruling: 'O2' }),
  option('transport.async.setSessionData', 'function', 'none', 'async.load', service, { ruling: 'O2' }),
  option('transport.async.deleteSessionData', 'function', 'none', 'async.remove', service, { ruling: 'O2' }),
  option('v3 userData', 'object', '{}', 'userData', service),
  option('v3 ajaxTimeout', 'number', '3000', 'v3Rest({ ajaxTimeout })', v3, { ruling: 'O3' }),
] as const satisfies readonly OptionRow[];

/** Options of the shipped product beyond the reference, and our own. */
export const beyondOptions = [
  option('pollRate', 'number', '3000', 'pollRate', service, { ruling: 'O5' }),
  option('pollRateMin', 'number', '500', 'pollRateMin', service, { ruling: 'O5' }),
  option('pollRateMax', 'number', '3000', 'pollRateMax', service, { ruling: 'O5' }),
  option('pollRateMult', 'number', '1.2', 'pollRateMult', service, { ruling: 'O5' }),
  option('pollRateSleep', 'number', '30000', 'pollRateSleep', service, { ruling: 'O5' }),
  option('dynamicPolling', 'boolean', 'true', 'dynamicPolling', service, { ruling: 'O5' }),
  option('sleepEnabled', 'boolean', 'false', 'sleepEnabled', service, { ruling: 'O5' }),
  option('maxMessageLength', 'number', 'unlimited', 'maxMessageLength', service, { ruling: 'O11' }),
  option('fileUploadTimeout', 'number', '0', 'gmsRest({ fileUploadTimeout })', gms, { ruling: 'O11' }),
  option('redirects', "'follow'", 'none is followed', 'gmsRest({ redirects })', gms, { ruling: 'O20' }),
  option('serverURL', 'string (URL)', 'n/a', 'gmsRest({ serverURL })', gms, { ruling: 'O11' }),
  option('enableUrlTrailingSlash', 'boolean', 'true', 'gmsRest({ enableUrlTrailingSlash })', gms, { ruling: 'O11' }),
  option('sendMessage type', 'string', 'text', 'sendMessage({ type })', 'lib/commands.ts', { ruling: 'O11' }),
  option('sendMessage parentMessageID', 'string', 'n/a', 'sendMessage({ parentMessageID })', 'lib/commands.ts', {
    ruling: 'O11',
  }),
  option('main.lang', 'string', 'n/a', 'language', service, { ruling: 'C31' }),
  option('name', 'string', 'webchat', 'name', service, { ruling: 'O13' }),
  option('restore', "'auto' | 'manual'", 'auto', 'restore', service, { ruling: 'C13' }),
  option('messageStatus', 'boolean', 'true', 'messageStatus', service),
  option('store', 'SessionStore', 'idb-keyval, or memory', 'store', service, { ruling: 'O12' }),
  option('environment', 'Partial<Environment>', 'the surroundings', 'environment', service),
  option('pollIntervalIdle_ms', 'number', '3000', 'pollRateMax', service, { ruling: 'O11' }),
  option('main.deploymentID', 'string', 'n/a', 'name; widgetsCookies({ deploymentID })', sites, { ruling: 'O11' }),
  option('main.cookieOptions', 'object', 'n/a', 'widgetsCookies({ cookieOptions })', sites, { ruling: 'O11' }),
  option('cometD', 'object', '{enabled: false}', 'gmsCometd', cometd, { ruling: 'O11' }),
  option('async', 'object', '{enabled: false}', 'async', service, { ruling: 'O11' }),
  option('transport.redirects', "'follow'", 'none is followed', 'v3Rest({ redirects })', v3, { ruling: 'O20' }),
  option('transport.stream', 'string', 'n/a', 'v3Rest({ stream })', v3, { ruling: 'O11' }),
  option('transport.clientType', 'string', 'n/a', 'v3Rest({ clientType })', v3, { ruling: 'O11' }),
  option('transport.pollTimeout', 'number', '3000', 'v3Rest({ pollTimeout })', v3, { ruling: 'O11' }),
  option('transport.pollIntervalMultiplier', 'number', '1.2', 'v3Rest({ pollIntervalMultiplier })', v3, {
    ruling: 'O11',
  }),
  option('transport.maxMessagePageSize', 'number', '20', 'async.maxMessagePageSize', service, { ruling: 'O11' }),
  option('transport.interactionData', 'object', 'n/a', 'v3Rest({ interactionData })', v3, { ruling: 'O11' }),
] as const satisfies readonly OptionRow[];

type ListedOption = (typeof v2Options)[number] | (typeof v3Options)[number] | (typeof beyondOptions)[number];

/** `option/apikey` … */
export type OptionRowId = `option/${ListedOption['name']}`;
