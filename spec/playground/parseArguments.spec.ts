import { expect } from 'chai';
import { type Arguments, parseArguments, usage } from '../../scripts/playground/parseArguments.js';

const parse = (line: string, environment: NodeJS.ProcessEnv = {}): Arguments =>
  parseArguments(line === '' ? [] : line.split(' '), environment);

const gms = 'https://gms.example.com/genesys/2/chat/support';

describe('the arguments of npm start', () => {
  it('may be left out', () => {
    const nothing = { help: false, port: undefined, transport: 'gmsRest', servers: undefined, headers: {} };
    expect(parse('')).to.deep.equal(nothing);
    expect(parse('', { WEBCHAT_API_KEY: 'k', WEBCHAT_HEADER: 'A: b' })).to.deep.equal(nothing);
  });

  it('name a server API, a port, or ask for help', () => {
    expect(parse('--transport v3Rest --port 0')).to.include({ transport: 'v3Rest', port: 0 });
    expect(parse('-h').help).to.equal(true);
  });

  it('name a real server of each kind', () => {
    expect(parse(`--data-url ${gms}/`).servers).to.deep.equal({ gmsRest: gms });
    expect(parse('--transport v3Rest --data-url https://v3.example.com/sessions').servers).to.deep.equal({
      v3Rest: 'https://v3.example.com/sessions',
    });
    const cometd = '--transport gmsCometd --comet-url http://c.example.com/cometd';
    expect(parse(cometd).servers).to.deep.equal({ gmsCometd: 'http://c.example.com/cometd' });
    expect(parse(`${cometd} --api-url http://c.example.com/ntf`).servers).to.deep.equal({
      gmsCometd: 'http://c.example.com/cometd',
      files: 'http://c.example.com/ntf',
    });
  });

  it('give headers, of which the environment keeps the secret ones off the screen', () => {
    const real = ['--data-url', gms, '--header', 'X-Two: 2'];
    const environment = { WEBCHAT_API_KEY: 'key', WEBCHAT_HEADER: 'Authorization: Basic abc\nX-Two: 1\n' };
    expect(parseArguments(real, environment).headers).to.deep.equal({
      apikey: 'key',
      authorization: 'Basic abc',
      'x-two': '2',
    });
    expect(parseArguments([...real, '--api-key', 'other'], environment).headers.apikey).to.equal('other');
    expect(parseArguments([...real, '--transport', 'v3Rest'], environment).headers['x-api-key']).to.equal('key');
  });

  const refusals: readonly (readonly [line: string, says: RegExp])[] = [
    ['--transport grpc', /no transport "grpc": choose one of gmsRest, v3Rest, gmsCometd/],
    ['--port 8o8', /--port takes a number from 0 to 65535, and "8o8" is none/],
    ['--port 70000', /--port/],
    ['--data-url ftp://x', /--data-url takes an http or https address/],
    ['--transport v3Rest --data-url nonsense', /--data-url takes .* such as .*nexus\/v3/],
    ['--data-url https://me:secret@x', /--data-url holds a password/],
    ['--transport gmsCometd --data-url https://x', /takes --comet-url instead of --data-url/],
    ['--transport gmsCometd --api-url https://x', /--api-url goes with --comet-url/],
    ['--comet-url https://x', /--comet-url is for GMS over CometD: give --transport gmsCometd/],
    ['--api-url https://x', /--api-url is for GMS over CometD/],
    ['--api-key k', /--api-key is for a real server: give --data-url/],
    ['--transport gmsCometd --header a:b', /--header is for a real server: give --comet-url/],
    [`--data-url ${gms} --header secret`, /--header takes 'Name: value'/],
    [`--data-url ${gms} --verbose`, /--verbose/],
    ['somewhere', /somewhere/],
  ];
  for (const [line, says] of refusals) {
    it(`are refused: ${line}`, () => {
      expect(() => parse(line)).to.throw(says);
    });
  }

  it('are refused without a word of what may be secret', () => {
    for (const environment of [{ WEBCHAT_API_KEY: 'sec\nret' }, { WEBCHAT_HEADER: 'sec\u0001ret' }]) {
      expect(() => parse(`--data-url ${gms}`, environment)).to.throw(/^(?!.*ret)WEBCHAT_/s);
    }
    expect(() => parse('--data-url https://me:secret@x')).to.throw(/^(?!.*secret)/);
  });

  it('are all explained', () => {
    for (const option of ['transport', 'data-url', 'comet-url', 'api-url', 'api-key', 'header', 'port', 'help']) {
      expect(usage).to.include(`--${option}`);
    }
    expect(usage).to.include('WEBCHAT_API_KEY').and.include('WEBCHAT_HEADER');
  });
});
