import { get, type IncomingHttpHeaders, request } from 'node:http';
import { expect } from 'chai';
import { type ChatServer, startChatServer } from './chatServer.js';
import { connectDesk } from './deskClient.js';

describe('The door to the control side', () => {
  let server: ChatServer;

  before(async () => {
    server = await startChatServer();
  });

  after(() => server.close());

  interface Seen {
    readonly status: number | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }

  /** Asks with headers that fetch would not send. */
  const ask = (method: string, path: string, headers: Record<string, string>): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.controlURL);
      const asking = request({ hostname, port, path, method, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          body += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
      });
      asking.on('error', reject);
      asking.end(method === 'POST' ? '[]' : undefined);
    });

  const strangers: readonly Record<string, string>[] = [
    { host: 'evil.example' },
    { host: 'localhost.evil.example' },
    { host: '127.0.0.1.evil.example:80' },
    { host: '192.168.1.5:1234' },
    { host: '0.0.0.0' },
    { host: 'evil.example#localhost' },
    { host: 'localhost', origin: 'https://evil.example' },
    { host: 'localhost', origin: 'http://localhost.evil.example' },
    { host: 'localhost', origin: 'http://evil.example:80/localhost' },
    { host: 'localhost', origin: 'http://127.0.0.1@evil.example' },
    { host: 'localhost', origin: 'null' },
    { host: 'localhost', origin: 'file://' },
    { host: 'localhost', origin: '' },
  ];

  for (const headers of strangers) {
    it(`is closed to ${JSON.stringify(headers)}`, async () => {
      for (const [method, path] of [
        ['POST', '/control/server/goDown'],
        ['POST', '/control/desk/sessions'],
        ['GET', '/control'],
        ['GET', '/control/events'],
        ['OPTIONS', '/control/desk/sessions'],
      ] as const) {
        const { status, headers: answered, body } = await ask(method, path, headers);
        expect([method, path, status]).to.deep.equal([method, path, 403]);
        expect(answered).to.not.have.property('access-control-allow-origin');
        expect(body).to.include('this machine');
      }
      expect((await fetch(server.dataURL, { method: 'POST' })).status).to.be.above(0);
    });
  }

  const ours: readonly Record<string, string>[] = [
    { host: 'localhost' },
    { host: 'LocalHost:8020' },
    { host: '127.0.0.1:1' },
    { host: '127.1.2.3' },
    { host: '[::1]:80' },
    { host: 'localhost:1', origin: 'http://localhost:8020' },
    { host: 'localhost:1', origin: 'https://127.0.0.1' },
    { host: '127.0.0.1', origin: 'http://[::1]:5173' },
  ];

  for (const headers of ours) {
    it(`is open to ${JSON.stringify(headers)}`, async () => {
      const { status, headers: answered, body } = await ask('POST', '/control/desk/sessions', headers);
      expect([status, JSON.parse(body)]).to.deep.equal([200, { result: [] }]);
      expect(answered['access-control-allow-origin']).to.equal(headers.origin);
    });
  }

  it('is open to connectDesk, and streams what happens', async () => {
    expect(await connectDesk(server.controlURL).desk.sessions()).to.deep.equal([]);
    const status = await new Promise((resolve, reject) => {
      get(`${server.controlURL}/control/events`, (answer) => {
        resolve(answer.statusCode);
        answer.destroy();
      }).on('error', reject);
    });
    expect(status).to.equal(200);
  });
});
