import { expect } from 'chai';
import { fromWidgetsConfig } from '../../../../lib/bridges/widgets/fromWidgetsConfig.js';
import { CommandRejected } from '../../../../lib/commandRejected.js';
import { prove } from '../../../support/proofs.js';
import { openPage } from './openPage.js';
import {
  address,
  cometURL,
  configOf,
  dataURL,
  least,
  type Placed,
  patienceOf,
  printable,
  read,
  startOf,
  v3URL,
  wired,
} from './reading.js';

const [v3Type] = least.v3;
const [cometdEnabled] = least.CometD;
const enabled: Placed[number] = ['webchat.enableCustomHeader', true];

describe('fromWidgetsConfig', () => {
  const refusal = (widgets: unknown, surroundings: object = {}): { sentence: string; warnings: string[] } => {
    const warnings: string[] = [];
    try {
      fromWidgetsConfig(widgets, { warn: (warning) => warnings.push(warning), ...surroundings });
    } catch (error) {
      if (error instanceof CommandRejected) return { sentence: error.message, warnings };
      throw error;
    }
    return { sentence: 'taken', warnings };
  };

  it('reads the example for the v2 API', async () => {
    const { options, warnings } = read({
      main: { lang: 'en', debug: true, theme: 'dark', header: { Authorization: 'Bearer T' } },
      webchat: {
        apikey: 'n3eNkgxxxxxxxxxxxx8VA',
        dataURL: 'https://api.genesyscloud.com/gms-chat/2/chat',
        enableCustomHeader: true,
        userData: {},
        emojis: true,
        actionsMenu: true,
        autoInvite: { enabled: false, timeToInviteSeconds: 10, inviteTimeoutSeconds: 30 },
        chatButton: {
          enabled: true,
          template: '<div>CHAT NOW</div>',
          effect: 'fade',
          openDelay: 1000,
          effectDuration: 300,
          hideDuringInvite: true,
        },
      },
    });
    const { url, headers } = await startOf(options);

    expect(warnings).to.deep.equal([]);
    expect(url).to.equal('https://api.genesyscloud.com/gms-chat/2/chat/');
    expect(headers).to.include({ apikey: 'n3eNkgxxxxxxxxxxxx8VA', authorization: 'Bearer T' });
    expect(options).to.deep.include({ userData: {}, language: 'en' });
    expect(options).to.not.have.any.keys('async', 'name', 'store');
  });

  it('reads the example for the v3 API', async () => {
    const { options, warnings } = read({
      webchat: {
        emojis: true,
        userData: {},
        transport: {
          type: 'pureengage-v3-rest',
          dataURL: v3URL,
          endpoint: 'xxxxxxxxx',
          headers: { 'x-api-key': 'xxxxxxx' },
          async: { enabled: true, getSessionData: () => undefined, setSessionData: () => undefined },
        },
        chatButton: { enabled: true, template: '<div>CHAT NOW</div>', effect: 'fade' },
      },
    });
    const { url, headers, fields } = await startOf(options);

    expect(warnings).to.deep.equal([]);
    expect(url).to.equal(v3URL);
    expect(headers).to.include({ 'x-api-key': 'xxxxxxx' });
    expect(fields).to.include({ 'data[endpoint]': 'xxxxxxxxx' });
    expect(options.async).to.have.keys('save', 'load');
    prove('option/transport');
    prove('option/transport.type');
    prove('option/transport.dataURL');
  });

  it('chooses GMS REST, CometD where it is enabled, or v3; any other type is refused (O6)', () => {
    expect(wired(read(configOf(...least.v2)).options).name).to.equal('gmsRest');
    expect(wired(read(configOf(...least.v3, ...least.v2)).options).name).to.equal('v3Rest');
    expect(read(configOf(...least.v2, ...least.CometD)).cometd).to.deep.equal([{ cometURL }]);
    expect(read(configOf(...least.v3, ...least.CometD)).cometd).to.deep.equal([]);
    for (const type of ['PureEngage-v3-rest', 'pureconnect-v4-rest', '', null, 3])
      expect(refusal(configOf(...least.v2, ['webchat.transport.type', type]))).to.deep.equal({
        sentence: 'Invalid transport configuration',
        warnings: ['webchat.transport.type must be pureengage-v3-rest, where it is given'],
      });
  });

  it('says of an API that Genesys has ended why it is refused, and where to read on (B16)', () => {
    expect(refusal(configOf(...least.v2, ['webchat.transport.type', 'purecloud-v2-sockets']))).to.deep.equal({
      sentence: 'Invalid transport configuration',
      warnings: ['webchat.transport.type purecloud-v2-sockets: Genesys ended that API in June 2025, see MIGRATION.md'],
    });
  });

  it('refuses a configuration whose transport is not handed in, and says what to import (O14)', () => {
    const sentence = 'Invalid transport configuration';
    const gmsCometd = "hand in gmsCometd from 'webchat-streams/cometd': fromWidgetsConfig(widgets, { gmsCometd })";
    const cometdAlone = { sentence, warnings: [`webchat.cometD.enabled: ${gmsCometd}`] };
    expect(refusal(configOf(...least.CometD), {})).to.deep.equal(cometdAlone);
    expect(refusal(configOf(...least.CometD), { gmsCometd: undefined })).to.deep.equal(cometdAlone);
    const v3Rest = "hand in v3Rest from 'webchat-streams': fromWidgetsConfig(widgets, { v3Rest })";
    expect(refusal(configOf(...least.v3), { v3Rest: undefined })).to.deep.equal({
      sentence,
      warnings: [`webchat.transport.type: ${v3Rest}`],
    });
  });

  it('refuses what is no configuration, or an empty one', () => {
    for (const widgets of [
      undefined,
      null,
      'webchat',
      [],
      {},
      { webchat: {} },
      { webchat: null },
      { webchat: [] },
      { main: {} },
    ])
      expect(refusal(widgets), JSON.stringify(widgets)).to.deep.equal({
        sentence: 'Invalid configuration',
        warnings: ['webchat must be an object with options'],
      });
  });

  it('refuses one without the address of a server, and says which', () => {
    for (const [places, path] of [
      [[['webchat.emojis', true]], 'webchat.dataURL'],
      [[['webchat.dataURL', '']], 'webchat.dataURL'],
      [[['webchat.dataURL', 'https://user:SECRET@host']], 'webchat.dataURL'],
      [[v3Type], 'webchat.transport.dataURL'],
      [[v3Type, ['webchat.transport.dataURL', 5]], 'webchat.transport.dataURL'],
    ] satisfies (readonly [Placed, string])[])
      expect(refusal(configOf(...places))).to.deep.equal({
        sentence: 'Invalid configuration',
        warnings: [`${path} must be ${address}`],
      });
    expect(refusal(configOf(cometdEnabled), { gmsCometd: () => undefined })).to.deep.equal({
      sentence: 'Invalid configuration',
      warnings: [`webchat.cometD.cometURL must be ${address}`],
    });
  });

  it('takes serverURL for dataURL, which wins (O11)', async () => {
    const { options, warnings } = read(configOf(['webchat.serverURL', 'https://other/chat//']));
    expect([(await startOf(options)).url, warnings]).to.deep.equal(['https://other/chat/', []]);
    prove('option/serverURL');
    prove('option/dataURL');
  });

  it('bears any number of slashes behind the address (O4)', async () => {
    expect((await startOf(read(configOf(['webchat.dataURL', `${dataURL}///`])).options)).url).to.equal(`${dataURL}/`);
    const v3 = read(configOf(...least.v3, ['webchat.transport.dataURL', `${v3URL}//`]));
    expect((await startOf(v3.options)).url).to.equal(v3URL);
  });

  it('waits 3000 ms for an answer, and as long as it takes for a file (O3)', async () => {
    for (const way of ['v2', 'v3'] as const) {
      const { options } = read(configOf(...least[way]));
      expect(await patienceOf(options)).to.equal(3000);
      expect(await patienceOf(options, 'upload')).to.equal(undefined);
    }
  });

  it('keeps to the schedule that is given, and says nothing of one that is not (O5)', () => {
    const rates = { pollRate: 2000, pollRateMin: 300, pollRateMax: 600, pollRateMult: 1.5, dynamicPolling: true };
    const given = read(
      configOf(...least.v2, ...Object.entries(rates).map(([name, value]) => [`webchat.${name}`, value] as const)),
    );
    expect(given.options).to.include(rates);
    expect(read(configOf(...least.v2)).options).to.not.include.any.keys(Object.keys(rates));
    const both = read(configOf(...least.v2, ['webchat.pollRateMax', 900], ['webchat.pollIntervalIdle_ms', 800]));
    expect(both.options.pollRateMax).to.equal(900);
  });

  it('warns of a shortest gap above the longest, and uses the defaults of both', () => {
    for (const [name, value, longest] of [
      ['pollRateMin', 4000, 3000],
      ['pollRateMax', 400, 400],
      ['pollIntervalIdle_ms', 400, 400],
    ] as const) {
      const { options, warnings } = read(configOf(...least.v2, [`webchat.${name}`, value]));
      expect(options).to.not.include.any.keys('pollRateMin', 'pollRateMax');
      expect(warnings).to.deep.equal([
        `webchat.pollRateMin must be at most pollRateMax, ${longest}; the defaults of both are used`,
      ]);
    }
  });

  it('passes on Authorization, and no other header (O8)', async () => {
    const header: Placed[number] = ['main.header', { Authorization: 'Bearer T', apikey: 'A', 'x-other': '1' }];
    const { headers } = await startOf(read(configOf(...least.v2, header, enabled)).options);
    expect(headers).to.include({ authorization: 'Bearer T' });
    expect(headers).to.not.have.any.keys('apikey', 'x-other');
    expect((await startOf(read(configOf(...least.v2, header)).options)).headers).to.not.have.property('authorization');
    expect(read(configOf(...least.v2, ['main.header', 5])).warnings).to.deep.equal([]);
  });

  it('warns of xhrFields that fetch does not know, by name (O10)', async () => {
    const { options, warnings } = read(
      configOf(...least.v2, ['webchat.xhrFields', { withCredentials: true, timeout: 5, token: 'SECRET' }]),
    );
    expect((await startOf(options)).credentials).to.equal('include');
    expect(warnings).to.deep.equal(['webchat.xhrFields: only withCredentials is known; ignored: timeout, token']);
  });

  it('names the service after deploymentID (O13), and says its language (C31)', () => {
    const { options } = read(configOf(...least.v2, ['main.deploymentID', 'shop'], ['main.lang', 'fr']));
    expect(options).to.include({ name: 'shop', language: 'fr' });
  });

  it('warns of sections that are none, and does without', () => {
    const { warnings } = read({ main: 5, webchat: { dataURL, transport: 'v3', cometD: true, async: 'yes' } });
    expect(warnings).to.deep.equal([
      'main must be an object; it is ignored',
      'webchat.transport must be an object; it is ignored',
      'webchat.cometD must be an object; it is ignored',
      'webchat.async must be an object; it is ignored',
    ]);
    expect(read(configOf(...least.v3, ['webchat.transport.async', true])).warnings).to.deep.equal([
      'webchat.transport.async must be an object; it is ignored',
    ]);
  });

  it('warns of attributes that no cookie has (O7)', () => {
    const wrong = [
      5,
      ['SECRET'],
      { path: 5 },
      { sameSite: 'some' },
      { sameSite: ['lax'] },
      { secure: 'no' },
      { expires: '1 day' },
      { a: {} },
    ];
    for (const cookieOptions of wrong)
      expect(read(configOf(...least.v2, ['main.cookieOptions', cookieOptions])).warnings).to.deep.equal([
        'main.cookieOptions must be an object of cookie attributes; its default is used',
      ]);
    const right = [
      {},
      { domain: 'a.b', path: '/', sameSite: 'Lax', secure: true, expires: 1, samesite: 'lax', partitioned: true },
    ];
    for (const cookieOptions of [...right, { expires: new Date(), path: undefined }])
      expect(read(configOf(...least.v2, ['main.cookieOptions', cookieOptions])).warnings).to.deep.equal([]);
  });

  it('refuses asynchronous chats over GMS REST', () => {
    expect(refusal(configOf(...least.v2, ['webchat.async.enabled', true]))).to.deep.equal({
      sentence: 'Invalid configuration',
      warnings: ['webchat.async.enabled must be false: asynchronous chats need CometD or API v3'],
    });
  });

  it('warns on the console, unless told otherwise', () => {
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(words);
    try {
      fromWidgetsConfig({ webchat: { dataURL, apikey: ['SECRET'] } });
    } finally {
      console.warn = warn;
    }
    expect(said).to.deep.equal([
      [`webchat-streams: _genesys.widgets.webchat.apikey must be ${printable}; its default is used`],
    ]);
  });

  it('touches no cookie before there is a chat', () => {
    const page = openPage();
    try {
      const hooks = { getSessionData: () => undefined, setSessionData: () => undefined };
      read(configOf(...least.v3, ['webchat.transport.async', { enabled: true, ...hooks }]));
      expect(page.written).to.deep.equal([]);
    } finally {
      page.close();
    }
  });

  it('keeps the chat in cookies where there is a page, each deployment in its own (O12, O13)', async () => {
    const page = openPage();
    try {
      for (const [way, name, part] of [
        ['v2', 'shop', ''],
        ['v3', 'help', '.pureengage-v3-rest'],
      ] as const) {
        const { options } = read(
          configOf(...least[way], ['main.deploymentID', name], ['main.cookieOptions', { path: '/chat' }]),
        );
        await options.store?.set('any', JSON.stringify({ session: { sessionId: 'S1' }, alive: 1, filters: [] }));
        expect(page.cookies()).to.have.property(`${name}._genesys.widgets.webchat.state${part}.session`, 'S1');
        expect(page.written.at(-1)).to.match(/; path=\/chat; domain=.example.com$/);
      }
    } finally {
      page.close();
    }
    prove('option/main.cookieOptions');
  });
});
