import { expect } from 'chai';
import { cometdSettings } from '../../../transports/gmsCometd/cometdSettings.js';
import { gmsCometd } from '../../../transports/gmsCometd/gmsCometd.js';

const cometURL = 'https://host/genesys/cometd';

const refusal = (options: object): string => {
  try {
    Reflect.apply(gmsCometd, undefined, [options]);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  return 'taken';
};

describe('gmsCometd, its options', () => {
  it('has defaults for all but cometURL', () => {
    const { channel, websocketEnabled, ajaxTimeout, logLevel, call, configuration } = cometdSettings({ cometURL });

    expect({ channel, websocketEnabled, ajaxTimeout, logLevel, call }).to.deep.equal({
      channel: '/service/chatV2/customer-support',
      websocketEnabled: true,
      ajaxTimeout: 3000,
      logLevel: undefined,
      call: undefined,
    });
    expect(configuration).to.deep.equal({
      url: cometURL,
      requestHeaders: {},
      connectTimeout: 3000,
      maxNetworkDelay: 3000,
      stickyReconnect: false,
      useWorkerScheduler: false,
      maxSendBayeuxMessageSize: Number.POSITIVE_INFINITY,
    });
  });

  it('cometURL: any number of slashes behind it do not matter', () => {
    expect(cometdSettings({ cometURL: `${cometURL}///` }).configuration.url).to.equal(cometURL);
  });

  it('ajaxTimeout: without it CometD keeps its own', () => {
    const { configuration } = cometdSettings({ cometURL, ajaxTimeout: 0 });

    expect(configuration.connectTimeout).to.equal(0);
    expect(configuration).to.not.have.property('maxNetworkDelay');
  });

  it('header: its Authorization, where custom headers are enabled', () => {
    const header = { Authorization: 'Bearer TOKEN', 'X-Other': 'x' };

    expect(cometdSettings({ cometURL, header }).configuration.requestHeaders).to.deep.equal({});
    const { requestHeaders } = cometdSettings({ cometURL, header, enableCustomHeader: true }).configuration;
    expect(requestHeaders).to.deep.equal({ Authorization: 'Bearer TOKEN' });
  });

  it('refuses what is missing or wrong, by name, and shows no secret', () => {
    const table: readonly (readonly [options: object, message: string])[] = [
      [{}, 'gmsCometd: cometURL must be the http(s) URL of a chat service, without ?, # or @'],
      [{ cometURL: '' }, 'gmsCometd: cometURL must be'],
      [{ cometURL: 'https://u:p@host' }, 'gmsCometd: cometURL must be'],
      [{ apiURL: 'https://host/?a' }, 'gmsCometd: apiURL must be'],
      [{ channel: '/meta/connect' }, 'gmsCometd: channel must be a channel of a service'],
      [{ channel: '/service/' }, 'gmsCometd: channel must be'],
      [{ channel: '/service/**' }, 'gmsCometd: channel must be'],
      [{ websocketEnabled: 'no' }, 'gmsCometd: websocketEnabled must be boolean'],
      [{ logLevel: 'loud' }, "gmsCometd: logLevel must be 'warn', 'info' or 'debug'"],
      [{ ajaxTimeout: -1 }, 'gmsCometd: ajaxTimeout must be a number from 0 to'],
      [{ ajaxTimeout: 2 ** 31 }, 'gmsCometd: ajaxTimeout must be a number from 0 to'],
      [{ fileUploadTimeout: '5' }, 'gmsCometd: fileUploadTimeout must be a number'],
      [{ apikey: 'SECRET\n' }, 'gmsCometd: apikey must be a string or number of printable characters'],
      [{ header: { Authorization: 5 } }, 'gmsCometd: header must be an object with Authorization'],
      [
        { enableCustomHeader: true, header: { Authorization: 'SECRET\n' } },
        'gmsCometd: header must be an object with Authorization of printable characters',
      ],
      [{ xhrFields: { withCredentials: 1 } }, 'gmsCometd: xhrFields must be an object with withCredentials'],
      [{ dataURL: 'https://host' }, 'gmsCometd: dataURL must be left out; the options are cometURL, channel'],
    ];
    for (const [options, message] of table) {
      const said = refusal(
        'cometURL' in options || Object.keys(options).length === 0 ? options : { cometURL, ...options },
      );

      expect(said).to.include(message);
      expect(said).to.not.include('SECRET');
    }
    expect(refusal({ cometURL, channel: '/service/chatV2/Über' })).to.include('channel');
    expect(refusal({ cometURL, channel: '/service/chatV2/my service' })).to.equal('taken');
  });

  it('says what to do where there is no window', () => {
    const factory = gmsCometd({ cometURL });

    expect(() => factory({ fetch, patientFetch: fetch })).to.throw(
      "gmsCometd: CometD's client needs a window: in a worker and on a server use gmsRest",
    );
  });
});
