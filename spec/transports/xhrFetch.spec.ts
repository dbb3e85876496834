import { expect } from 'chai';
import { xhrFetch } from '../../transports/xhrFetch.js';
import { nodeXhr } from '../support/nodeXhr.js';
import { startWireServer } from '../support/wireServer.js';

describe('xhrFetch', () => {
  it('asks for no header by its name: a browser complains on the console if CORS hides that one', async () => {
    await using server = await startWireServer();
    const asked: string[] = [];
    class Complaining extends nodeXhr {
      override getResponseHeader(name: string): string | null {
        asked.push(name);
        return null;
      }
    }
    server.weather = { status: 503, headers: { 'Retry-After': '7', 'X-Retry-After-All': '9' } };
    const { signal } = new AbortController();
    const send = xhrFetch(Complaining, () => undefined);
    const { status, headers } = await send(server.url, { method: 'POST', headers: {}, body: new FormData(), signal });

    expect([status, headers.get('Retry-After'), headers.get('X-Other')]).to.deep.equal([503, '7', null]);
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(asked).to.deep.equal([]);
  });
});
