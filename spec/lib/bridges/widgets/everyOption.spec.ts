import { expect } from 'chai';
import type { WebChatServiceOptions } from '../../../../lib/options.js';
import type { EventRowId } from '../../../reference/events.js';
import { prove, type RowId } from '../../../support/proofs.js';
import {
  address,
  cometURL,
  configOf,
  dataURL,
  least,
  type Placed,
  patienceOf,
  printable,
  type Read,
  read,
  startOf,
  wired,
} from './reading.js';

interface Notes {
  /** What came of it, where that is not the value itself. */
  readonly gives?: unknown;
  /** The same by default. */
  readonly otherwise?: unknown;
  /** What else has to be there. */
  readonly beside?: Placed[number];
  readonly proves?: Exclude<RowId, EventRowId>;
}

interface Row extends Notes {
  readonly path: string;
  readonly expected: string;
  readonly good: unknown;
  readonly seen: (read: Read) => unknown;
  readonly wrong: readonly unknown[];
}

const row = (
  path: string,
  expected: string,
  good: unknown,
  seen: Row['seen'],
  wrong: readonly unknown[],
  notes: Notes = {},
): Row => ({ path, expected, good, seen, wrong, ...notes });

const own =
  (name: keyof WebChatServiceOptions) =>
  ({ options }: Read): unknown =>
    options[name];
const header = (name: string) => async (read: Read) => (await startOf(read.options)).headers[name];
const field = (name: string) => async (read: Read) => (await startOf(read.options)).fields[name];
const cometd = (name: string) => (read: Read) => Object(read.cometd[0])[name];
const patience = ({ options }: Read) => patienceOf(options);
const patienceWithFiles = ({ options }: Read) => patienceOf(options, 'upload');
const url = async ({ options }: Read) => (await startOf(options)).url;
const credentials = async ({ options }: Read) => (await startOf(options)).credentials;
const redirect = async ({ options }: Read) => (await startOf(options)).redirect;
const pace = (part: 'gap' | 'multiplier') => (read: Read) => wired(read.options).pace?.[part];
const pageSize = ({ options }: Read) => options.async?.maxMessagePageSize;
const isAsync = ({ options }: Read) => !!options.async;

const milliseconds = 'a number from 0 to 2147483647';
const fromZero = 'a number from 0 to Infinity';
const gap = 'a number from 1000 to 30000';
const shortGap = 'a number from 250 to 30000';
const pages = 'a number from 16 to 1000';
const saying = 'a string, not an empty one';
const names = 'an object of header names with strings or numbers of printable characters';
const authorization = 'an object with Authorization of printable characters';
const channel = 'a channel of a service, e.g. /service/chatV2/customer-support';
const logLevel = "'warn', 'info' or 'debug'";
const token = { Authorization: 'Bearer T' };
const beside: Placed[number] = ['webchat.enableCustomHeader', true];

const v2 = [
  row('webchat.apikey', printable, 'KEY', header('apikey'), [['SECRET'], 'SECRET\n', null], {
    proves: 'option/apikey',
  }),
  row('webchat.endpoint', 'string', 'E1', field('endpoint'), [7], { proves: 'option/endpoint' }),
  row('webchat.enableCustomHeader', 'boolean', true, header('authorization'), ['yes', 1], {
    beside: ['main.header', token],
    gives: 'Bearer T',
    proves: 'option/enableCustomHeader',
  }),
  row('main.header', authorization, token, header('authorization'), ['SECRET', { Authorization: 5 }], {
    beside,
    gives: 'Bearer T',
  }),
  row('webchat.userData', 'an object that JSON can carry', { a: 1 }, own('userData'), ['{}', ['SECRET'], 5], {
    proves: 'option/userData',
  }),
  row('webchat.ajaxTimeout', milliseconds, 5000, patience, ['5000', -1, Number.NaN], {
    otherwise: 3000,
    proves: 'option/ajaxTimeout',
  }),
  row('webchat.xhrFields', 'an object with withCredentials', { withCredentials: true }, credentials, [true, 5], {
    gives: 'include',
    otherwise: 'same-origin',
    proves: 'option/xhrFields',
  }),
  row('webchat.pollExceptionLimit', fromZero, 2, own('pollExceptionLimit'), ['2', -1], {
    proves: 'option/pollExceptionLimit',
  }),
  row('webchat.restoreTimeout', fromZero, 0, own('restoreTimeout'), ['60', -1], { proves: 'option/restoreTimeout' }),
  row('webchat.maxMessageLength', 'a number from 1 to Infinity', 100, own('maxMessageLength'), ['100', 0], {
    proves: 'option/maxMessageLength',
  }),
  row('webchat.pollRate', gap, 1000, own('pollRate'), ['1000', 999], { proves: 'option/pollRate' }),
  row('webchat.pollRateMin', shortGap, 250, own('pollRateMin'), ['250', 249], { proves: 'option/pollRateMin' }),
  row('webchat.pollRateMax', shortGap, 9000, own('pollRateMax'), ['9000', 30_001], { proves: 'option/pollRateMax' }),
  row('webchat.pollIntervalIdle_ms', shortGap, 9000, own('pollRateMax'), ['9000', 30_001], {
    proves: 'option/pollIntervalIdle_ms',
  }),
  row('webchat.pollRateMult', 'a number above 1', 2, own('pollRateMult'), ['2', 1], { proves: 'option/pollRateMult' }),
  row('webchat.pollRateSleep', gap, 1000, own('pollRateSleep'), ['1000', 999], { proves: 'option/pollRateSleep' }),
  row('webchat.dynamicPolling', 'boolean', false, own('dynamicPolling'), [0], { proves: 'option/dynamicPolling' }),
  row('webchat.sleepEnabled', 'boolean', true, own('sleepEnabled'), ['true', 1], { proves: 'option/sleepEnabled' }),
  row('webchat.fileUploadTimeout', milliseconds, 7000, patienceWithFiles, ['7000', -1], {
    proves: 'option/fileUploadTimeout',
  }),
  row('webchat.serverURL', address, 'https://other/chat', url, ['ftp://host', 5], {
    gives: `${dataURL}/`,
    otherwise: `${dataURL}/`,
  }),
  row('webchat.enableUrlTrailingSlash', 'boolean', false, url, ['false', 0], {
    gives: dataURL,
    otherwise: `${dataURL}/`,
    proves: 'option/enableUrlTrailingSlash',
  }),
  row('webchat.redirects', "'follow'", 'follow', redirect, [true, 'manual'], {
    otherwise: 'manual',
    proves: 'option/redirects',
  }),
  row('webchat.cometD.enabled', 'boolean', false, ({ cometd }) => cometd.length > 0, ['true', 1], { otherwise: false }),
  row('webchat.async.enabled', 'boolean', false, isAsync, ['true', 1], { otherwise: false }),
  row('main.lang', saying, 'de', own('language'), ['', 5], { proves: 'option/main.lang' }),
  row('main.deploymentID', saying, 'shop', own('name'), ['', 5], { proves: 'option/main.deploymentID' }),
];

const v3 = [
  row('webchat.transport.endpoint', 'string', 'E1', field('data[endpoint]'), [7], {
    proves: 'option/transport.endpoint',
  }),
  row('webchat.transport.headers', names, { 'x-api-key': 'KEY' }, header('x-api-key'), ['SECRET', { a: ['SECRET'] }], {
    gives: 'KEY',
    proves: 'option/transport.headers',
  }),
  row('webchat.transport.headers.x-api-key', printable, 'KEY', header('x-api-key'), [], {
    proves: 'option/transport.headers[x-api-key]',
  }),
  row('webchat.transport.clientType', 'string', 'kiosk', field('data[clientType]'), [7], {
    proves: 'option/transport.clientType',
  }),
  row('webchat.transport.stream', 'string', 'live', field('data[stream]'), [7], { proves: 'option/transport.stream' }),
  row(
    'webchat.transport.interactionData',
    'an object that JSON can carry',
    { a: 1 },
    field('data[interactionData][a]'),
    ['SECRET', []],
    {
      gives: '1',
      proves: 'option/transport.interactionData',
    },
  ),
  row('webchat.transport.pollTimeout', 'a number from 100 to 2147483647', 5000, pace('gap'), ['5000', 99], {
    proves: 'option/transport.pollTimeout',
  }),
  row('webchat.transport.pollIntervalMultiplier', 'a number from 1 to 100', 2, pace('multiplier'), ['2', 0.5], {
    proves: 'option/transport.pollIntervalMultiplier',
  }),
  row('webchat.transport.redirects', "'follow'", 'follow', redirect, [true, 'manual'], {
    otherwise: 'manual',
    proves: 'option/transport.redirects',
  }),
  row('webchat.transport.sleepEnabled', 'boolean', true, own('sleepEnabled'), ['true', 1]),
  row('webchat.transport.maxMessagePageSize', pages, 50, pageSize, ['50', 15], {
    beside: ['webchat.transport.async.enabled', true],
    proves: 'option/transport.maxMessagePageSize',
  }),
  row('webchat.transport.async', 'an object', { enabled: true }, isAsync, [], {
    gives: true,
    otherwise: false,
    proves: 'option/transport.async',
  }),
  row('webchat.userData', 'an object that JSON can carry', { a: 1 }, own('userData'), ['{}'], {
    proves: 'option/v3 userData',
  }),
  row('webchat.ajaxTimeout', milliseconds, 5000, patience, ['5000'], {
    otherwise: 3000,
    proves: 'option/v3 ajaxTimeout',
  }),
  row('webchat.fileUploadTimeout', milliseconds, 7000, patienceWithFiles, ['7000']),
];

const overCometd = [
  row('webchat.cometD.cometURL', address, 'https://other/cometd', cometd('cometURL'), [], {
    otherwise: cometURL,
    proves: 'option/cometD',
  }),
  row('webchat.cometD.channel', channel, '/service/chat', cometd('channel'), [5, '/meta/x']),
  row('webchat.cometD.apiURL', address, 'https://host/2/chat-ntf', cometd('apiURL'), [5]),
  row('webchat.cometD.websocketEnabled', 'boolean', false, cometd('websocketEnabled'), ['false']),
  row('webchat.cometD.logLevel', logLevel, 'debug', cometd('logLevel'), ['loud', 5]),
  row('webchat.apikey', printable, 5, cometd('apikey'), [['SECRET']]),
  row('webchat.endpoint', 'string', 'E1', cometd('endpoint'), [7]),
  row('webchat.ajaxTimeout', 'a number from 0 to 1073741824', 5000, cometd('ajaxTimeout'), ['5', 2 ** 31]),
  row('webchat.fileUploadTimeout', milliseconds, 5000, cometd('fileUploadTimeout'), ['5']),
  row('webchat.xhrFields', 'an object with withCredentials', { withCredentials: true }, cometd('xhrFields'), [5]),
  row('webchat.redirects', "'follow'", 'follow', cometd('redirects'), [true]),
  row('main.header', authorization, { Authorization: 'T' }, cometd('header'), [5], { beside }),
  row('webchat.async.enabled', 'boolean', true, isAsync, [1], { otherwise: false, proves: 'option/async' }),
  row('webchat.async.maxMessagePageSize', pages, 50, pageSize, ['50', 15], { beside: ['webchat.async.enabled', true] }),
];

describe('fromWidgetsConfig, option by option', () => {
  const tables = { v2, v3, CometD: overCometd };
  for (const way of ['v2', 'v3', 'CometD'] as const) {
    for (const { path, expected, good, seen, wrong, gives = good, otherwise, beside, proves } of tables[way]) {
      const reading = (...places: Placed) => read(configOf(...least[way], ...(beside ? [beside] : []), ...places));

      it(`${way}: takes ${path}`, async () => {
        const got = reading([path, good]);
        expect(await seen(got)).to.deep.equal(gives);
        expect(await seen(reading())).to.deep.equal(otherwise);
        expect(got.warnings).to.deep.equal([]);
        if (proves) prove(proves);
      });

      if (wrong.length === 0) continue;
      it(`${way}: warns of a ${path} that is not ${expected}, and uses its default (O7)`, async () => {
        for (const value of wrong) {
          const got = reading([path, value]);
          expect(await seen(got)).to.deep.equal(otherwise);
          expect(got.warnings).to.deep.equal([`${path} must be ${expected}; its default is used`]);
        }
      });
    }
  }
});
