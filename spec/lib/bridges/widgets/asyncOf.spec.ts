import { expect } from 'chai';
import JsCookie from 'js-cookie';
import type { AsyncChat } from '../../../../lib/options.js';
import { TransportFailure } from '../../../../transports/failures.js';
import { prove } from '../../../support/proofs.js';
import { openPage, type Page } from './openPage.js';
import { configOf, least, read } from './reading.js';

const session = { sessionId: 'S1', token: 'a.b.c', participantId: 'P1', transportId: 'T1' };
const gmsSession = { sessionId: '0004', secureKey: 'k', alias: '1', userId: 'u' };
const site = { path: '/', domain: '.example.com' };

interface Asked {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly self: unknown;
}

/** The functions of a site, and how they were called. */
const siteThat = (answer: unknown = undefined) => {
  const asked: Asked[] = [];
  const hook = (name: string) =>
    function (this: unknown, ...args: unknown[]): unknown {
      asked.push({ name, args, self: this });
      return answer;
    };
  const hooks = {
    getSessionData: hook('getSessionData'),
    setSessionData: hook('setSessionData'),
    deleteSessionData: hook('deleteSessionData'),
  };
  return { asked, hooks };
};

const v3With = (section: object): { async: AsyncChat | undefined; warnings: readonly string[] } => {
  const { options, warnings } = read(configOf(...least.v3, ['webchat.transport.async', section]));
  return { async: options.async, warnings };
};

const cometdWith = (section: object): AsyncChat | undefined =>
  read(configOf(...least.CometD, ['webchat.async', section])).options.async;

describe('fromWidgetsConfig, asynchronous chats', () => {
  let page: Page;
  beforeEach(() => {
    page = openPage();
  });
  afterEach(() => page.close());

  it('takes enabled and enable (O1)', () => {
    for (const [section, isOn] of [
      [{ enabled: true }, true],
      [{ enable: true }, true],
      [{ enabled: false, enable: true }, false],
      [{ enabled: true, enable: false }, true],
      [{}, false],
    ] as const)
      expect(!!v3With(section).async, JSON.stringify(section)).to.equal(isOn);
    expect(v3With({ enable: 1 }).warnings).to.deep.equal([
      'webchat.transport.async.enable must be boolean; its default is used',
    ]);
    prove('option/transport.async.enable');
  });

  it('calls getSessionData with what is to be saved, Cookie and CookieOptions (O2)', async () => {
    const { asked, hooks } = siteThat();
    const section = { enabled: true, ...hooks };
    await v3With(section).async?.save?.({ ...session, messageIndex: '7-0' });

    expect(asked).to.have.length(1);
    const [{ name, args, self } = { name: '', args: [], self: undefined }] = asked;
    expect(name).to.equal('getSessionData');
    expect(self).to.equal(section);
    expect(args[0]).to.deep.equal({ ...session, messageIndex: '7-0' });
    expect(args[1]).to.respondTo('set').and.respondTo('get').and.respondTo('remove');
    expect(args[2]).to.deep.equal(site);
    prove('option/transport.async.getSessionData');
  });

  it('calls setSessionData with whether the chat is open, Cookie and CookieOptions (O2)', async () => {
    const { asked, hooks } = siteThat(JSON.stringify(session));
    const { async } = v3With({ enabled: true, ...hooks });
    expect(await async?.load?.()).to.equal(JSON.stringify(session));
    for (const open of ['true', 'false', '"']) {
      JsCookie.set('_genesys.widgets.webchat.state.open', open);
      await async?.load?.();
    }

    expect(asked.map(({ name }) => name)).to.deep.equal(Array(4).fill('setSessionData'));
    expect(asked.map(({ args }) => args[0])).to.deep.equal([false, true, false, '"']);
    expect(asked[0]?.args[2]).to.deep.equal(site);
    prove('option/transport.async.setSessionData');
  });

  it('calls deleteSessionData with what is lost and why, Cookie and CookieOptions (O2)', async () => {
    const { asked, hooks } = siteThat();
    const { async } = v3With({ enabled: true, ...hooks });
    const answer = { status: { code: 'INVALID_SESSION' } };
    const failure = new TransportFailure('Refused', 'Gone.', { status: 404, answer });
    await async?.remove?.({ sessionData: session, failure });
    await async?.remove?.({ sessionData: session });

    const [first, second] = asked.map(({ args }) => args[0]);
    expect(first).to.deep.nested.include({
      sessionData: session,
      'response.status': 404,
      'response.responseJSON': answer,
    });
    expect(second).to.deep.equal({ sessionData: session, response: undefined });
    expect(asked[0]?.args[2]).to.deep.equal(site);
    prove('option/transport.async.deleteSessionData');
  });

  it('takes getSessionData and setSessionData both or neither', () => {
    const { hooks } = siteThat();
    const { getSessionData, setSessionData, deleteSessionData } = hooks;
    for (const one of [{ getSessionData }, { setSessionData }]) {
      const { async, warnings } = v3With({ enabled: true, ...one, deleteSessionData });
      expect(async).to.have.all.keys('remove');
      expect(warnings).to.deep.equal([
        'webchat.transport.async: getSessionData and setSessionData must be given both; they are ignored',
      ]);
    }
    expect(v3With({ enabled: true }).async).to.deep.equal({});
    for (const name of ['getSessionData', 'setSessionData', 'deleteSessionData'])
      expect(v3With({ enabled: true, ...hooks, [name]: 'SECRET' }).warnings[0]).to.equal(
        `webchat.transport.async.${name} must be function; its default is used`,
      );
  });

  it('calls the functions where there is no page too', async () => {
    page.close();
    const { asked, hooks } = siteThat('');
    const { async } = v3With({ enabled: true, ...hooks });
    await async?.save?.(session);
    expect(await async?.load?.()).to.equal('');
    expect(asked.map(({ args }) => args[2])).to.deep.equal([undefined, undefined]);
  });

  it('gives no CookieOptions on localhost, but those of main.cookieOptions', async () => {
    openPage('localhost');
    const given = async (cookieOptions: object | undefined): Promise<unknown> => {
      const { asked, hooks } = siteThat();
      const async: object = { enabled: true, ...hooks };
      const config = configOf(...least.v3, ['webchat.transport.async', async], ['main.cookieOptions', cookieOptions]);
      await read(config).options.async?.save?.(session);
      return asked[0]?.args[2];
    };
    expect(await given(undefined)).to.equal(undefined);
    expect(await given({ secure: true })).to.deep.equal({ secure: true });
  });

  it('works as the example shows: through cookies, whether JSON or an object was set', async () => {
    const name = 'customer-defined-session-cookie';
    for (const write of [JSON.stringify, (data: object) => data]) {
      const { async } = v3With({
        enabled: true,
        getSessionData: (data: object, Cookie: typeof JsCookie, options: object) =>
          Reflect.apply(Cookie.set, Cookie, [name, write(data), options]),
        setSessionData: (_open: unknown, Cookie: typeof JsCookie) => Cookie.get(name),
      });
      await async?.save?.(session);
      expect(await async?.load?.()).to.equal(JSON.stringify(session));
      expect(page.written.at(-1)).to.match(/; domain=\.example\.com$/);
    }
  });

  it('has the getJSON of the js-cookie that sites know', async () => {
    const { async } = v3With({
      enabled: true,
      getSessionData: () => undefined,
      setSessionData: (_open: unknown, Cookie: { getJSON(name: string): unknown }) => Cookie.getJSON('kept'),
    });
    expect(await async?.load?.()).to.equal(undefined);
    JsCookie.set('kept', JSON.stringify(session));
    expect(await async?.load?.()).to.deep.equal(session);
  });

  it('spells the id of a chat over GMS as the shipped product does, too', async () => {
    const { sessionId: sessionID, ...keys } = gmsSession;
    const { asked, hooks } = siteThat({ sessionID, ...keys });
    const async = cometdWith({ enabled: true, ...hooks });
    await async?.save?.(gmsSession);
    await async?.remove?.({ sessionData: gmsSession });

    expect(asked.map(({ args }) => args[0])).to.deep.equal([
      { ...gmsSession, sessionID },
      { sessionData: { ...gmsSession, sessionID }, response: undefined },
    ]);
    expect(await async?.load?.()).to.deep.equal(gmsSession);
  });
});
