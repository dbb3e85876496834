import { inspect } from 'node:util';
import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { createSandbox, type SinonFakeTimers, useFakeTimers } from 'sinon';
import { TransportFailure } from '../../transports/failures.js';
import { gmsCometd } from '../../transports/gmsCometd/gmsCometd.js';
import type { GmsCometdOptions } from '../../transports/gmsCometd/gmsCometdOptions.js';
import { type BayeuxChatServer, startChatServer } from '../chatServer/chatServer.js';
import { settled } from '../support/settled.js';
import { startBadProxy } from './support/badProxy.js';
import { bayeuxTap } from './support/bayeuxTap.js';
import { answer, type Customer, customer } from './support/customer.js';

const secret = {
  apikey: 'API-KEY',
  enableCustomHeader: true,
  header: { Authorization: 'Bearer TOKEN' },
} satisfies Partial<GmsCometdOptions>;

describe('gmsCometd and its surroundings', () => {
  const watched = createSandbox();
  let clock: SinonFakeTimers;
  let server: BayeuxChatServer;
  let jonny: Customer | undefined;

  const printed = () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => watched.stub(console, name));
    return () => spies.flatMap((spy) => spy.args.map((args) => inspect(args, { depth: 9 })));
  };

  /** A chat with a word, an outage and another word. */
  const adventure = async (options: Partial<GmsCometdOptions> = {}) => {
    jonny = customer({ cometURL: server.fayeURL, ...options });
    const { session, ear } = await jonny.start();
    await answer(jonny.transport.send(session, { message: 'My secret' }));
    await ear.heard('My secret');
    await server.weather.add({ on: 'send', kind: 'garble', into: 'mistyped', times: 1 });
    const spoiled = settled(jonny.transport.send(session, { message: 'Spoiled' }));
    await ear.failed;
    await server.goDown();
    await settled(jonny.transport.start({ form: { nickname: 'Jonny' }, userData: {} }));
    await spoiled;
    return session;
  };

  before(() => {
    clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  beforeEach(async () => {
    server = await startChatServer({ bayeux: true });
    bayeuxTap.clear();
  });

  afterEach(async () => {
    watched.restore();
    jonny?.leave();
    clock.tick(1000);
    await bayeuxTap.quiet();
    await server.close();
  });

  after(() => clock.restore());

  it('prints nothing', async () => {
    const lines = printed();
    await adventure();

    expect(lines()).to.deep.equal([]);
  });

  it('prints what CometD does where it is asked to, and none of what is said', async () => {
    const lines = printed();
    const session = await adventure({ ...secret, logLevel: 'debug' });
    const all = lines().join('\n');

    expect(all).to.include('/meta/connect');
    for (const kept of [session.secureKey, session.userId, 'My secret', 'API-KEY', 'TOKEN']) {
      expect(all).to.not.include(kept);
    }
  });

  it('sends Authorization by long-polling where custom headers are enabled, and never the apikey', async () => {
    for (const enableCustomHeader of [true, false]) {
      bayeuxTap.clear();
      jonny = customer({ cometURL: server.cometURL, ...secret, enableCustomHeader });
      const { ear } = await jonny.start();
      ear.leave();

      expect(bayeuxTap.sent).to.not.have.length(0);
      for (const { headers } of bayeuxTap.sent) {
        expect(headers.Authorization).to.equal(enableCustomHeader ? 'Bearer TOKEN' : undefined);
        expect(headers).to.not.have.property('apikey');
      }
    }
  });

  it('leaves WebSocket alone where it is told to, and JSONP always', async () => {
    jonny = customer({ cometURL: `${server.fayeURL}///`, websocketEnabled: false });
    await jonny.start();

    expect(new Set(bayeuxTap.sent.map(({ by }) => by))).to.deep.equal(new Set(['long-polling']));
    const [handshake] = bayeuxTap.on('/meta/handshake');
    expect(handshake?.message.supportedConnectionTypes).to.deep.equal(['long-polling']);
    expect(handshake?.url).to.equal(`${server.fayeURL}/handshake`);
  });

  for (const malice of ['unanswered', 'silent', 'closed'] as const) {
    it(`goes by long-polling where a proxy leaves WebSockets ${malice}`, async () => {
      await using proxy = await startBadProxy(server.fayeURL, malice);
      jonny = customer({ cometURL: proxy.url, ajaxTimeout: 200 });
      const { session, ear } = await jonny.start();
      const ann = await server.desk.join(session.sessionId, { name: 'Ann', role: 'Agent' });
      await server.desk.say(session.sessionId, ann, 'Hello');
      await ear.heard('Hello');

      expect(bayeuxTap.sent.at(-1)?.by).to.equal('long-polling');
      expect(ear.endings).to.equal(0);
      jonny.leave();
      clock.tick(1000);
      await bayeuxTap.quiet();
    });
  }

  it('sends a message of any length', async () => {
    const message = 'a'.repeat(4000);
    const userData = { letter: 'b'.repeat(20_000) };
    jonny = customer({ cometURL: server.fayeURL });
    const { session, ear } = await jonny.start({ userData });
    await answer(jonny.transport.send(session, { message }));
    await ear.heard(message);

    expect((await server.desk.sessions()).at(-1)?.userData).to.deep.equal(userData);
  });

  it('says that a chat is asynchronous', async () => {
    jonny = customer({ cometURL: server.cometURL });
    await jonny.start({ asynchronous: true, userData: { a: 1 } });

    expect((await server.desk.sessions()).at(-1)?.userData).to.deep.equal({ a: 1, GCTI_Chat_AsyncMode: 'true' });
  });

  describe('with files', () => {
    const sent: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
    const noting: typeof fetch = (url, init) => {
      sent.push({ url: String(url), init });
      return fetch(url, init);
    };
    const transportOf = (options: Partial<GmsCometdOptions> = {}) =>
      gmsCometd({ cometURL: server.cometURL, apiURL: `${server.apiURL}/`, ...options })({
        fetch: noting,
        patientFetch: noting,
      });
    const started = async () => {
      jonny = customer({ cometURL: server.cometURL });
      return (await jonny.start()).session;
    };

    beforeEach(() => {
      sent.length = 0;
    });

    it('asks for the limits, uploads and downloads at apiURL', async () => {
      const session = await started();
      const { fileLimits, upload, download } = transportOf();
      const limits = await answer(fileLimits?.(session));
      const steps$ = upload?.(session, { file: new Blob(['abc'], { type: 'text/plain' }), name: 'a.txt' });
      const step = steps$ && (await lastValueFrom(steps$));
      const events = await server.desk.transcript(session.sessionId);
      const file = await answer(download?.(session, String(events.at(-1)?.userData?.['file-id'])));

      expect(limits.types).to.include('txt');
      expect(step?.kind).to.equal('answered');
      expect(events.at(-1)).to.deep.include({ type: 'FileUploaded', text: 'a.txt' });
      expect(await file.text()).to.equal('abc');
      expect(sent.map(({ url }) => url)).to.deep.equal(Array(3).fill(server.apiURL));
    });

    it('names the operation and the secureKey there, with the keys of the proxy', async () => {
      const session = await started();
      const { fileLimits } = transportOf({ ...secret, xhrFields: { withCredentials: true } });
      await answer(fileLimits?.(session));
      const { body, headers, credentials } = sent[0]?.init ?? {};

      expect(body instanceof FormData && Object.fromEntries(body)).to.deep.equal({
        operation: 'fileGetLimits',
        secureKey: session.secureKey,
      });
      expect(headers).to.deep.equal({ apikey: 'API-KEY', Authorization: 'Bearer TOKEN' });
      expect(credentials).to.equal('include');
    });

    it('passes on what the server has against a file', async () => {
      const session = await started();
      const { upload } = transportOf();
      const upload$ = upload?.(session, { file: new Blob(['abc']), name: 'a.exe' });
      const { failure } = upload$ ? await settled(upload$) : {};

      expect(failure instanceof TransportFailure && failure.errors[0]?.code).to.equal(203);
    });

    it('has none without apiURL', () => {
      expect(transportOf({ apiURL: undefined })).to.not.have.any.keys('fileLimits', 'upload', 'download');
    });
  });
});
