import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { expect } from 'chai';
import { cookieJar } from '../../scripts/playground/cookieJar.js';
import { createPlaygroundServer } from '../../scripts/playground/createPlaygroundServer.js';
import { listen } from '../../scripts/playground/listen.js';

describe('the way from the page to a real server', () => {
  const asked: Pick<IncomingMessage, 'url' | 'method' | 'headers'>[] = [];
  const real = createServer(({ url, method, headers }, response) => {
    asked.push({ url, method, headers });
    response.setHeader('set-cookie', ['node=7; Path=/; HttpOnly', 'gone=1; Max-Age=0']);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  let page: Server;
  let url: string;

  before(async () => {
    const at = `http://127.0.0.1:${await listen(real, 0)}`;
    page = createPlaygroundServer({
      files: new Map(),
      transport: 'v3Rest',
      servers: { v3Rest: `${at}/nexus/sessions`, gmsCometd: `${at}/cometd` },
      headers: { 'x-api-key': 'key' },
      print: () => {},
    });
    url = `http://localhost:${await listen(page, 0)}`;
  });

  beforeEach(() => {
    asked.length = 0;
  });

  after(async () => {
    for (const server of [page, real]) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  });

  it('is taken by what belongs there only, with its headers and without those of the page', async () => {
    const headers = { 'x-nexus-client-key': 'token', 'x-api-key': 'mine', cookie: 'other=1' };
    await fetch(`${url}/v3/sessions/abc/messages?index=1`, { headers });
    expect(asked[0]?.url).to.equal('/nexus/sessions/abc/messages?index=1');
    expect(asked[0]?.headers).to.include({ 'x-nexus-client-key': 'token', 'x-api-key': 'key' });
    expect(asked[0]?.headers.cookie ?? '').to.not.include('other');
    await fetch(`${url}/v3/images/1`);
    expect(asked[1]?.url).to.equal('/nexus/images/1');
  });

  it('keeps the cookies of the server to itself', async () => {
    const first = await fetch(`${url}/comet/handshake`, { method: 'POST', body: '[]' });
    expect(first.headers.get('set-cookie')).to.equal(null);
    await fetch(`${url}/comet`, { method: 'POST', body: '[]' });
    expect(asked.map((each) => each.url)).to.deep.equal(['/cometd/handshake', '/cometd']);
    expect(asked[1]?.headers.cookie).to.equal('node=7');
  });

  it('is closed to other websites and other addresses', async () => {
    const elsewhere = await fetch(`${url}/v3/sessions`, { headers: { origin: 'https://evil.example' } });
    expect(elsewhere.status).to.equal(403);
    const renamed = await new Promise<number | undefined>((resolve, reject) => {
      get(`${url}/v3/sessions`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).on('error', reject);
    });
    expect(renamed).to.equal(403);
    const outside = await Promise.all(['/v3sessions', '/gms/x', '/cometd'].map((path) => fetch(url + path)));
    expect(outside.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
    expect(asked).to.deep.equal([]);
  });

  /** Asks for a path as it stands: fetch would tidy it up. */
  const statusAt = (path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(url, { path }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
    });

  const waysOut = [
    '/comet/../cometd-admin',
    '/comet/..\\cometd-admin',
    '/comet/%2e%2e/cometd-admin',
    '/comet/../cometd.old/x',
    '/v3/sessions/../sessions2?x',
    '/v3/sessions/../../nexus',
    '/v3/../nexus-admin/',
    '/comet/..',
  ];
  for (const path of waysOut) {
    it(`does not lead from ${path} to the address beside`, async () => {
      expect([await statusAt(path), asked]).to.deep.equal([404, []]);
    });
  }

  for (const [path, there] of [
    ['/comet/../cometd', '/cometd'],
    ['/comet/./../cometd?x', '/cometd?x'],
    ['/comet/a/../b', '/cometd/b'],
  ] as const) {
    it(`leads from ${path} to ${there}`, async () => {
      expect([await statusAt(path), asked.map((each) => each.url)]).to.deep.equal([200, [there]]);
    });
  }

  it('remembers cookies as they change', () => {
    const jar = cookieJar();
    expect(jar.header()).to.equal(undefined);
    jar.take(['a=1; Path=/', 'b=2']);
    jar.take(['a=3', 'b=; Max-Age=0', 'nonsense']);
    expect(jar.header()).to.equal('a=3');
  });
});
