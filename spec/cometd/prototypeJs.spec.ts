import { expect } from 'chai';
import { cometdSettings } from '../../transports/gmsCometd/cometdSettings.js';
import { loadCometd } from '../../transports/gmsCometd/loadCometd.js';
import { withPrototypeJs } from '../support/prototypeJs.js';
import { bayeuxTap } from './support/bayeuxTap.js';

describe('gmsCometd on a page with Prototype.js 1.6', () => {
  // Without it there is no window, which CometD asks for.
  before(() => bayeuxTap.clear());
  withPrototypeJs();

  it('sends lists as lists, by every connection', async () => {
    const cometd = await loadCometd(cometdSettings({ cometURL: 'http://localhost/cometd' }));
    const messages = [{ channel: '/meta/handshake', supportedConnectionTypes: ['websocket'] }, { data: { list: [1] } }];
    const written = cometd.getTransportTypes().map((type) => {
      const transport: unknown = cometd.findTransport(type);
      const convert: unknown = Reflect.get(Object(transport), 'convertToJSON');
      return typeof convert === 'function' ? Reflect.apply(convert, transport, [messages]) : convert;
    });

    const expected = '[{"channel":"/meta/handshake","supportedConnectionTypes":["websocket"]},{"data":{"list":[1]}}]';
    expect(written).to.deep.equal([expected, expected]);
  });
});
