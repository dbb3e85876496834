import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { CommandRejected } from '../../../lib/commandRejected.js';
import { type JsonObject, objectOf } from '../../../transports/json.js';
import { type ChatServer, startChatServer } from '../../chatServer/chatServer.js';
import { type CommandRowId, commandRows } from '../../reference/commands.js';
import type { Row } from '../../reference/row.js';
import { type Fill, proveRejection, proveResolution } from '../../support/proofs.js';
import { scriptOf, type Visitor, visitingAt } from './shop.js';

/** An API of the reference: how a page chooses it, and how it gives the entry form. */
export interface Api {
  readonly title: string;
  /** The section `webchat`, as a page writes it. */
  webchat(chats: ChatServer): string;
  /** What startChat is given. */
  readonly form: string;
}

const look = `
  emojis: true,
  actionsMenu: true,
  autoInvite: { enabled: false, timeToInviteSeconds: 20, inviteTimeoutSeconds: 40 },
  chatButton: {
    enabled: true,
    template: '<button>ASK US</button>',
    effect: 'fade',
    openDelay: 500,
    effectDuration: 200,
    hideDuringInvite: true
  }`;

const fields = `
  nickname: 'Kim',
  firstname: 'Kimberly',
  lastname: 'Reed',
  email: 'kim.reed@bikes.test',
  subject: 'a squeaking brake'`;

export const v2: Api = {
  title: 'API v2',
  webchat: ({ dataURL }) => `{ apikey: 'bikes', dataURL: '${dataURL}', userData: {}, ${look} }`,
  form: `{ ${fields}, userData: { model: 'Tourer 7' } }`,
};

/** @param async what the section has of that name */
export const v3With = (async: string): Api => ({
  title: 'API v3',
  webchat: ({ v3URL }) => `{
    userData: {},
    transport: {
      type: 'pureengage-v3-rest',
      dataURL: '${v3URL}',
      endpoint: 'workshop',
      headers: { 'x-api-key': 'bikes-1' }
      ${async && `, async: ${async}`}
    },
    ${look}
  }`,
  form: `{ form: { ${fields} }, userData: { model: 'Tourer 7' } }`,
});

export const v3 = v3With('');

/** Reads as jQuery's answer does where a request failed. */
const checkFailure = (reason: unknown, { id, code }: Row): void => {
  expect(reason, id).to.include.keys('status', 'statusText', 'responseText', 'errors');
  const codes = [objectOf(reason)?.errors].flat().map((error) => Number(objectOf(error)?.code));
  if (code !== undefined) expect(codes, id).to.include(code);
};

/** What a sample came to: which callback was reached, and with what. */
type Outcome = readonly [string, unknown];

/** What a sample came to, measured by its row. */
const check = async ([reached, e]: Outcome, row: Row<CommandRowId>, fill: Fill): Promise<void> => {
  const { id, outcome } = row;
  expect(reached, `${id}: ${JSON.stringify(e)}`).to.equal(outcome === 'resolves' ? 'done' : 'fail');
  if (outcome === 'resolves') await proveResolution(Promise.resolve(e), id);
  else if (outcome === 'sentence') await proveRejection(Promise.reject(new CommandRejected(String(e))), id, fill);
  else if (outcome === 'failure') checkFailure(e, row);
};

/** A page that has but a configuration, an extension and our script tag. */
export interface Sampled extends Visitor {
  readonly page: Page;
  /**
   * Runs the reference's sample of the row's command: `.done` or `.fail` must be reached, as the row says, and with what it
   * says. Gives what `e` is.
   * @param given the options as the page writes them
   */
  sample(row: CommandRowId, given?: string, fill?: Fill): Promise<JsonObject>;
  /** Runs two samples, the second in the same turn of the page as the first: before anything can have come of it. */
  atOnce(first: CommandRowId, second: CommandRowId, given: string): Promise<void>;
  /** Runs the sample that begins a chat. The server's id of it. */
  begin(): Promise<string>;
}

const extension = scriptOf(`
  if (!window._genesys.widgets.extensions) {
    window._genesys.widgets.extensions = {};
  }
  window._genesys.widgets.extensions['Bikes'] = function ($, CXBus, Common) {
    window.$ = $;
    window.oMyPlugin = CXBus.registerPlugin('Bikes');
    window.oMyPlugin.ready();
    told.push('Bikes');
  };
`);

const sampleText = (rowId: CommandRowId, given: string): string => `
  new Promise(function (tell) {
    oMyPlugin.command('WebChatService.${rowId.split('/')[0]}'${given && `, ${given}`}).done(function (e) {
      tell(['done', typeof e === 'function' ? String(e) : e]);
    }).fail(function (e) {
      tell(['fail', e]);
    });
    setTimeout(tell, 8000, ['neither']);
  })`;

const rowOf = (rowId: CommandRowId): Row<CommandRowId> => {
  const row = commandRows.find(({ id }) => id === rowId);
  if (!row) throw new Error(`There is no row ${rowId}.`);
  return row;
};

export interface SamplingOptions {
  /** What the page has more. */
  readonly after?: string;
  /** @default the script tag of webchat-streams.global.js */
  readonly script?: string;
  /** As of a {@link ShopPage}. */
  readonly clock?: boolean;
  /** @default one that speaks GMS over REST and v3 */
  start?(): Promise<ChatServer>;
}

/** Goes to a page that is there for the samples. */
export const sampling = (
  api: Api,
  act: (sampled: Sampled) => Promise<void>,
  { start = () => startChatServer(), ...more }: SamplingOptions = {},
): (() => Promise<void>) =>
  visitingAt(start)(async (visitor) => {
    const { chats, open } = visitor;
    const configuration = `window._genesys = { widgets: {} }; window._genesys.widgets.webchat = ${api.webchat(chats)};`;
    const page = await open({ before: scriptOf(configuration) + extension, ...more });
    const sample: Sampled['sample'] = async (rowId, given = '', fill = {}) => {
      const row = rowOf(rowId);
      const outcome: Outcome = await page.evaluate(sampleText(rowId, given));
      await check(outcome, row, fill);
      return objectOf(outcome[1]) ?? { e: outcome[1] };
    };
    const atOnce: Sampled['atOnce'] = async (first, second, given) => {
      const texts = [sampleText(first, given), sampleText(second, given)];
      const outcomes: [Outcome, Outcome] = await page.evaluate(`Promise.all([${texts}])`);
      await check(outcomes[0], rowOf(first), {});
      await check(outcomes[1], rowOf(second), {});
    };
    const begin = async (): Promise<string> => {
      await sample('startChat/started', api.form);
      const [chat] = (await chats.desk.sessions()).slice(-1);
      return chat?.chatId ?? '';
    };
    await act({ ...visitor, page, sample, atOnce, begin });
  });
