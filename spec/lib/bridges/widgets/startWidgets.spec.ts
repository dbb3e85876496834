import { expect } from 'chai';
import { createCxBus } from '../../../../lib/bridges/bus/createCxBus.js';
import { startWidgets, type TransportsToLoad, type Widgets } from '../../../../lib/bridges/widgets/startWidgets.js';
import { v3Rest } from '../../../../transports/v3Rest/v3Rest.js';
import { type PlayedPage, playedPage } from './playedPage.js';

const dataURL = 'https://host/genesys/2/chat/sales';
const v3 = { webchat: { transport: { type: 'pureengage-v3-rest', dataURL: 'https://host/v3' } } };

const reasonOf = (promise: PromiseLike<unknown> | undefined): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => 'it resolved',
    (reason: unknown) => (reason instanceof Error ? reason.message : reason),
  );

describe('startWidgets', () => {
  const started: { readonly played: PlayedPage; readonly service: Widgets['service'] }[] = [];
  afterEach(async () => {
    for (const { played, service } of started.splice(0)) {
      // Nobody is to wait for a configuration that never comes.
      played.tell('DOMContentLoaded');
      played.tell('load');
      await (await service().catch(() => undefined))?.dispose();
    }
  });

  const begin = (played: PlayedPage, load: Partial<TransportsToLoad> = {}): Widgets => {
    const missing = async () => Promise.reject(new Error('the file is missing'));
    const widgets = startWidgets(played.page, { gmsCometd: missing, v3Rest: missing, ...load });
    started.push({ played, ...widgets });
    return widgets;
  };

  /** What a command comes to, whoever gives it. */
  const ask = ({ page }: PlayedPage, command: string, given?: object): Promise<unknown> => {
    const { command: call } = Object(page.CXBus);
    return reasonOf(call(`WebChatService.${command}`, given));
  };

  it('makes the bus at once, and _genesys when the page is read', () => {
    const played = playedPage();
    begin(played);
    expect(played.page.CXBus).to.respondTo('registerPlugin');
    expect(played.page._genesys).to.equal(undefined);
    played.tell('DOMContentLoaded');

    expect(played.page._genesys).to.have.nested.property('widgets.bus').that.respondsTo('registerPlugin');
  });

  it('makes do with a _genesys that is none', () => {
    for (const _genesys of [null, 7, 'text', { widgets: null }, { widgets: [] }]) {
      const played = playedPage({ _genesys });
      begin(played);
      played.tell('DOMContentLoaded');
      expect(played.page._genesys).to.have.nested.property('widgets.bus');
    }
  });

  it('reads the configuration when the page is read, not before', async () => {
    const played = playedPage({ _genesys: { widgets: {} } });
    const { service } = begin(played);
    played.page._genesys = { widgets: { webchat: { dataURL } } };
    played.tell('DOMContentLoaded');

    expect(await (await service()).getSessionData()).to.have.property('secureKey', '');
  });

  it('says when all is loaded that there is no configuration, and takes one that is given then', async () => {
    const played = playedPage();
    begin(played);
    const waiting = ask(played, 'getAgents');
    played.tell('DOMContentLoaded');
    played.tell('load');
    expect(await waiting).to.equal('Invalid configuration');
    expect(played.said.join()).to.contain('there is no _genesys.widgets.webchat');
    expect(await ask(played, 'configure', {})).to.equal('Invalid configuration');
    expect(await ask(played, 'configure', { dataURL })).to.equal('it resolved');

    expect(await ask(played, 'getAgents')).to.equal('it resolved');
  });

  it('takes the configuration of the page too where the first that was given is refused', async () => {
    const played = playedPage();
    begin(played);
    expect(await ask(played, 'configure', { transport: { type: 'none' } })).to.equal('Invalid transport configuration');
    played.page._genesys = { widgets: { webchat: { dataURL } } };
    played.tell('DOMContentLoaded');

    expect(await ask(played, 'getAgents')).to.equal('it resolved');
  });

  it('warns of a configuration that is refused, once, and every command says so', async () => {
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(...words);
    const played = playedPage({ _genesys: { widgets: { webchat: { transport: { type: 'none' } } } } });
    begin(played);
    played.tell('DOMContentLoaded');
    console.warn = warn;
    for (const command of ['getAgents', 'startChat'])
      expect(await ask(played, command)).to.equal('Invalid transport configuration');

    expect([...said, ...played.said]).to.deep.equal([
      'webchat-streams: _genesys.widgets.webchat.transport.type must be pureengage-v3-rest, where it is given',
    ]);
  });

  const widgets = { webchat: { dataURL } };
  const failing = (name: string) => ({
    get: () => {
      throw new Error(`${name} is not for you`);
    },
  });
  for (const [title, own, outcome] of [
    ['a frozen section', { _genesys: { value: { widgets: Object.freeze({ ...widgets }) } } }, 'it resolved'],
    ['a read-only _genesys', { _genesys: { value: { widgets } } }, 'it resolved'],
    ['a read-only CXBus', { _genesys: { value: { widgets } }, CXBus: { value: 'none' } }, 'it resolved'],
    [
      'extensions that throw',
      {
        _genesys: {
          value: {
            widgets: Object.create(widgets, {
              webchat: { value: widgets.webchat, enumerable: true },
              extensions: failing('extensions'),
            }),
          },
        },
      },
      'it resolved',
    ],
    ['a _genesys that throws', { _genesys: failing('_genesys') }, 'Invalid configuration'],
  ] as const) {
    it(`starts, or says that it cannot, whatever the page does: ${title}`, async () => {
      const surfaced: unknown[] = [];
      Reflect.set(globalThis, 'reportError', (error: unknown) => surfaced.push(error));
      const played = playedPage();
      Object.defineProperties(played.page, own);
      const { service } = begin(played);
      for (const step of ['DOMContentLoaded', 'load'] as const) {
        try {
          played.tell(step);
        } catch (error) {
          surfaced.push(error);
        }
      }
      const given = await reasonOf(service());
      Reflect.deleteProperty(globalThis, 'reportError');

      expect(given).to.equal(outcome);
      expect(surfaced.every((error) => /is not for you/.test(String(error)))).to.equal(true);
    });
  }

  it('keeps a service that is made, whatever the bus does with its data', async () => {
    const surfaced: unknown[] = [];
    Reflect.set(globalThis, 'reportError', (error: unknown) => surfaced.push(String(error)));
    const bus = createCxBus();
    const CXBus = {
      ...bus,
      registerPlugin(name: string) {
        const data = (key: string) => {
          if (key === 'userData') throw new Error('no data here');
        };
        return { ...Object(bus.registerPlugin(name)), data };
      },
    };
    const played = playedPage({ CXBus, _genesys: { widgets: { webchat: { dataURL, userData: { a: '1' } } } } });
    begin(played);
    played.tell('DOMContentLoaded');
    const given = await ask(played, 'getAgents');
    Reflect.deleteProperty(globalThis, 'reportError');

    expect([given, surfaced]).to.deep.equal(['it resolved', ['Error: no data here']]);
  });

  it('waits for the file of a transport, also past load', async () => {
    let come = (): void => {};
    const file = new Promise<void>((resolve) => {
      come = resolve;
    });
    const played = playedPage({ _genesys: { widgets: v3 } });
    begin(played, { v3Rest: () => file.then(() => ({ v3Rest })) });
    const waiting = ask(played, 'getAgents');
    played.tell('DOMContentLoaded');
    played.tell('load');
    come();

    expect(await waiting).to.equal('it resolved');
  });

  it('says that the file of a transport is missing, and looks again at the next command', async () => {
    let isThere = false;
    const played = playedPage({ _genesys: { widgets: v3 } });
    const file = async () => (isThere ? { v3Rest } : Promise.reject(new Error('no file')));
    begin(played, { v3Rest: file });
    const waiting = ask(played, 'getAgents');
    played.tell('DOMContentLoaded');
    expect(await waiting).to.equal('no file');
    expect(await ask(played, 'getAgents')).to.equal('no file');
    isThere = true;

    expect(await ask(played, 'getAgents')).to.equal('it resolved');
    expect([...new Set(played.said)]).to.deep.equal(['webchat-streams: no file']);
  });

  it('opens to a section that comes in place of the first, and tells App.ready once', async () => {
    const told: string[] = [];
    const played = playedPage();
    begin(played);
    played.tell('DOMContentLoaded');
    Object(played.page.CXBus).subscribe('App.ready', () => told.push('App.ready'));
    played.page._genesys = { widgets: { webchat: { dataURL }, extensions: [() => told.push('extension')] } };
    played.tell('load');
    await ask(played, 'getAgents');

    expect(told).to.deep.equal(['extension', 'App.ready']);
    expect(played.page._genesys).to.have.nested.property('widgets.bus').that.respondsTo('registerPlugin');
  });

  it('joins the bus that is there, and leaves the page to it', async () => {
    const told: string[] = [];
    const CXBus = createCxBus();
    const widgets = { webchat: { dataURL }, extensions: [() => told.push('extension')] };
    const played = playedPage({ CXBus, _genesys: { widgets } });
    begin(played);
    played.tell('DOMContentLoaded');

    expect(await ask(played, 'getAgents')).to.equal('it resolved');
    expect(played.page.CXBus).to.equal(CXBus);
    expect(told).to.deep.equal([]);
    expect(widgets).to.not.have.property('bus');
  });

  it('is refused on a bus that has a WebChatService', () => {
    const played = playedPage();
    begin(played);
    expect(() => begin(played)).to.throw('this page has a WebChatService already; load one script only');
  });
});
