import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { CHANNEL } from './bayeux/bayeux.js';
import { doors } from './bayeux/doors.js';
import { installed } from './bayeux/installed.js';
import { rawBayeux, rawBayeuxCustomer } from './bayeux/rawBayeux.js';
import { longPolling, webSocket } from './bayeux/rawWire.js';
import { startChatServer } from './chatServer.js';
import { connectDesk } from './deskClient.js';
import { rawCustomer } from './rawCustomer.js';

const failed = (failure: unknown): unknown => failure;

describe('The Bayeux servers', () => {
  it('are there on demand only', async () => {
    await using server = await startChatServer();
    expect(server).not.to.have.any.keys('cometURL', 'fayeURL', 'apiURL', 'restartBayeux');
    expect((await fetch(`${server.url}/genesys/cometd/handshake`, { method: 'POST', body: '[]' })).status).to.equal(
      404,
    );
    const refused = await connectDesk(server.controlURL).restartBayeux().catch(failed);
    expect(refused).to.be.an('error').with.property('message').that.includes('bayeux: true');
    expect(await webSocket(`${server.url}/genesys/faye`, () => {}).catch(failed)).to.be.an('error');
  });

  it('are loaded on demand only', async () => {
    const script = `
      const { startChatServer } = await import('./spec/chatServer/chatServer.ts');
      const { default: { _cache } } = await import('node:module');
      const loaded = () => ['cometd-nodejs-server', 'faye'].filter((name) =>
        Object.keys(_cache).some((path) => path.includes('node_modules/' + name + '/')));
      for (const bayeux of [false, true]) {
        const server = await startChatServer({ bayeux });
        console.log(JSON.stringify(loaded()));
        await server.close();
      }`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    expect(stdout.trim().split('\n')).to.deep.equal(['[]', '["cometd-nodejs-server","faye"]']);
  }).timeout(10_000);

  it('say what to install where a package is missing', async () => {
    const missing = await installed('no-such-package').catch(failed);
    expect(missing)
      .to.be.an('error')
      .with.property('message')
      .that.includes('install the packages cometd-nodejs-server');
  });

  it('have the same chats as REST', async () => {
    await using server = await startChatServer({ bayeux: true });
    const { ask, keys, chatId } = await rawCustomer(server.dataURL);
    const client = await rawBayeux(webSocket, server.fayeURL);
    await client.publish('requestNotifications', { ...keys, chatId, transcriptPosition: 2 });
    expect(await client.next()).to.deep.include({ chatId, messages: [] });
    await ask('send', { message: 'over REST' });
    expect((await client.next()).messages[0]?.text).to.equal('over REST');
  });

  it('restart when the desk says so over HTTP', async () => {
    await using server = await startChatServer({ bayeux: true });
    const { over } = await rawBayeuxCustomer(longPolling, server.cometURL);
    await connectDesk(server.controlURL).restartBayeux();
    expect(await over).to.be.an('error');
  });

  it('let pages of other origins in, with their cookies', async () => {
    await using server = await startChatServer({ bayeux: true });
    const origin = 'https://shop.example';
    for (const url of [server.cometURL, server.fayeURL]) {
      const asking = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
      const preflight = await fetch(`${url}/handshake`, { method: 'OPTIONS', headers: asking });
      expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).to.include('authorization');
      const hands = [{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] }];
      const answer = await fetch(`${url}/handshake`, {
        method: 'POST',
        headers: { Origin: origin, Authorization: 'Basic x', 'content-type': 'application/json' },
        body: JSON.stringify(hands),
      });
      expect(await answer.json()).to.have.nested.property('[0].successful', true);
      for (const { headers } of [preflight, answer]) {
        expect(headers.get('access-control-allow-origin')).to.equal(origin);
        expect(headers.get('access-control-allow-credentials')).to.equal('true');
      }
    }
  });

  it('refuse WebSockets: CometD always, Faye where it is told to', async () => {
    await using server = await startChatServer({ bayeux: true, refuseWebSockets: true });
    for (const url of [server.cometURL, server.fayeURL, server.url]) {
      expect(await webSocket(url, () => {}).catch(failed)).to.be.an('error');
    }
    const { started } = await rawBayeuxCustomer(longPolling, server.fayeURL);
    expect(started).to.include({ statusCode: 0 });
  });

  it('serve files at the apiURL, the chat named by its secureKey', async () => {
    await using server = await startChatServer({ bayeux: true });
    const { keys, next } = await rawBayeuxCustomer(webSocket, server.fayeURL);
    const ask = async (operation: string, more: Readonly<Record<string, string | File>> = {}) => {
      const form = new FormData();
      const fields = { operation, secureKey: keys.secureKey, ...more };
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      return fetch(server.apiURL, { method: 'POST', body: form });
    };
    const limits = await (await ask('fileGetLimits')).json();
    expect(limits.messages[0]).to.include({ text: 'file-client-cfg-get', type: 'Notice' });
    const uploaded = await (await ask('fileUpload', { file: new File(['hello'], 'hello.txt') })).json();
    const fileId = uploaded.userData['file-id'];
    expect((await next()).messages[0]).to.have.nested.property('userData.file-id', fileId);
    expect(await (await ask('fileDownload', { fileId })).text()).to.equal('hello');
    expect(await (await ask('fileDelete', { fileId })).json()).to.include({ statusCode: 0 });
    expect((await next()).messages[0]?.type).to.equal('FileDeleted');
    expect((await ask('fileDownload', { fileId })).status).to.equal(404);
    expect((await ask('fileDownload')).status).to.equal(404);
    expect((await ask('fileBurn')).status).to.equal(400);
    expect((await ask('fileGetLimits', { secureKey: 'guess' })).status).to.equal(401);
    expect((await fetch(server.apiURL)).status).to.equal(405);
    const requests = await server.desk.requests(keys.chatId);
    expect(requests.map(({ operation }) => operation)).to.deep.equal([
      ...['request', 'fileLimits', 'file', 'download', 'fileDelete'],
    ]);
  });

  it('close at once, whoever is still connected', async () => {
    const server = await startChatServer({ bayeux: true });
    const customers = await Promise.all(doors.map(({ wire, url }) => rawBayeuxCustomer(wire, url(server))));
    await server.weather.add({ on: 'send', kind: 'delay', ms: 60_000 });
    const hanging = customers.map(({ tell }) => tell('sendMessage', { message: 'x' }).catch(failed));
    while ((await server.desk.requests()).filter(({ operation }) => operation === 'send').length < doors.length) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await server.close();
    for (const each of await Promise.all(hanging)) expect(each).to.be.an('error');
    for (const { over } of customers) expect(await over).to.be.an('error');
  });

  it('outlive what is no message', async () => {
    await using server = await startChatServer({ bayeux: true });
    const { keys, clientId } = await rawBayeuxCustomer(longPolling, server.fayeURL);
    const publication = { id: '9', channel: CHANNEL, clientId, data: { ...keys, operation: 'startTyping' } };
    const bodies = [
      ...[
        '',
        '{',
        'null',
        '[]',
        '[null]',
        '["x"]',
        '{}',
        '[{}]',
        '[[]]',
        '[{"channel":5}]',
        '[{"channel":"__proto__"}]',
      ],
      ...[
        [publication, null],
        [null, publication],
        [{ ...publication, data: null }],
        [{ ...publication, clientId: {} }],
      ].map((body) => JSON.stringify(body)),
      `[{"channel":"/meta/handshake","version":"1.0","supportedConnectionTypes":["long-polling"],"ext":{"__proto__":1}},null]`,
    ];
    for (const url of [server.cometURL, server.fayeURL]) {
      for (const body of bodies) {
        const headers = { 'content-type': 'application/json', cookie: 'BAYEUX_BROWSER=__proto__' };
        await fetch(url, { method: 'POST', headers, body }).then((response) => response.text(), failed);
      }
    }
    for (const { wire, url } of doors) {
      expect((await rawBayeuxCustomer(wire, url(server))).started).to.include({ statusCode: 0 });
    }
  });
});
