import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { useFakeTimers } from 'sinon';
import type { ChatMessage } from '../../../transports/frames.js';
import { type JsonObject, objectOf } from '../../../transports/json.js';
import { parseMessage } from '../../../transports/v3Rest/parseMessage.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { V3RestOptions } from '../../../transports/v3Rest/v3RestOptions.js';
import { tokenOf } from './tokenOf.js';

const token = tokenOf();
const session = { sessionId: 'S1', participantId: 'P1', transportId: 'T1', token };
const host = 'https://host.test';
const dataURL = `${host}/nexus/v3/chat/sessions`;
const image = { type: 'image', mime: 'image/png', url: '/sessions/S1/images/1' };
const address = `${host}/nexus/v3/chat/sessions/S1/images/1`;
const png = (size = 3) => new Response(new Uint8Array(size).fill(1), { headers: { 'Content-Type': 'image/png' } });
const asData = 'data:image/png;base64,AQEB';

/** A transport whose fetch is played, and what it was asked for. */
const playing = (answer: (url: string) => Response | Promise<Response>, options: Partial<V3RestOptions> = {}) => {
  const asked: {
    readonly url: string;
    readonly headers: Headers;
    readonly redirect: RequestRedirect | undefined;
    readonly signal: AbortSignal | null | undefined;
  }[] = [];
  const played: typeof fetch = async (input, init = {}) => {
    asked.push({
      url: String(input),
      headers: new Headers(init.headers),
      signal: init.signal,
      redirect: init.redirect,
    });
    return answer(String(input));
  };
  const { enrich } = v3Rest({ dataURL, headers: { 'x-api-key': 'KEY-1' }, ...options })({
    fetch: played,
    patientFetch: () => Promise.reject(new Error('It is asked for once.')),
  });
  if (!enrich) throw new Error('The transport cannot enrich.');
  const enriched = (original: JsonObject, made: Partial<ChatMessage> = {}): Promise<JsonObject> =>
    firstValueFrom(enrich(session, { message: { ...parseMessage(original, '1-0'), ...made }, original }));
  /** What becomes of the urls of contents. */
  const urls = async (...contents: readonly object[]): Promise<unknown[]> => {
    const { content } = await enriched({ type: 'structured', content: contents });
    return [content].flat().map((each) => objectOf(each)?.url);
  };
  return { asked, enrich, enriched, urls };
};

const silent = () => playing(() => Promise.reject(new Error('Nothing is to be fetched.')));

describe('v3Rest, enriching a message', () => {
  describe('adds the fields of the server (B20)', () => {
    it('with utcTime, the nickname, html, bubble, a url and any other', async () => {
      const original = {
        index: '1-0',
        type: 'PushUrl',
        url: 'https://shop.test/',
        utcTime: 1_700_000_000_000,
        html: '<b>x</b>',
        bubble: { color: 'red' },
        visibility: 'All',
        from: { nickname: 'Ann', firstName: 'Anna', type: 'Agent', participantId: 'P2', extra: [1] },
      };
      expect(await silent().enriched(original)).to.deep.equal({
        index: '1-0',
        type: 'PushUrl',
        text: 'https://shop.test/',
        timestamp: 1_700_000_000_000,
        utcTime: 1_700_000_000_000,
        url: 'https://shop.test/',
        html: '<b>x</b>',
        bubble: { color: 'red' },
        visibility: 'All',
        from: {
          id: 'P2',
          name: 'Ann',
          type: 'Agent',
          participantId: 'P2',
          nickname: 'Ann',
          firstName: 'Anna',
          extra: [1],
        },
      });
    });

    it('with the time as the server spells it, and ours if it is none; the first name for a nickname', async () => {
      const { enriched } = silent();
      expect(await enriched({ utcTime: '2024-01-01T00:00:00Z' })).to.include({ utcTime: '2024-01-01T00:00:00Z' });
      expect(await enriched({ utcTime: { a: 1 } }, { timestamp: 5 })).to.include({ utcTime: 5 });
      expect(await enriched({ utcTime: {} })).to.not.have.property('utcTime');
      expect(await enriched({ from: { firstName: 'Jo', type: 'Customer' } })).to.deep.nested.include({
        'from.nickname': 'Jo',
        'from.type': 'Client',
      });
      expect(await enriched({})).to.have.nested.property('from.nickname', '');
    });

    it('and none that a preprocessor has changed or left out', async () => {
      const original = { type: 'Text', text: 'secret', userData: { a: 1 }, content: [image], html: 'mine' };
      const { type, text, from } = parseMessage({ ...original, text: '***' }, undefined);
      const { enrich } = v3Rest({ dataURL })({ fetch, patientFetch: fetch });
      const message = { type, text, from, html: 'changed' };
      const full = enrich && (await firstValueFrom(enrich(session, { message, original })));
      expect(full).to.deep.equal({ type, text: '***', html: 'changed', from: { ...from, nickname: '' } });
    });

    it('and nothing that does harm: __proto__, toJSON, what is no object', async () => {
      const original: unknown = JSON.parse(
        '{"type":"Text","text":"hi","__proto__":{"bad":1},"toJSON":"x","from":{"__proto__":{"bad":1},"toJSON":"y"}}',
      );
      const full = await silent().enriched(objectOf(original) ?? {});
      expect(Object.keys(full)).to.not.include('__proto__');
      expect(Object.keys(Object(full.from))).to.not.include('__proto__');
      expect(Reflect.get(full, 'bad') ?? Reflect.get(Object(full.from), 'bad')).to.equal(undefined);
      expect(JSON.parse(JSON.stringify(full))).to.include({ text: 'hi', toJSON: 'x' });
      for (const from of [null, 'Ann', [1], 7]) expect(await silent().enriched({ from })).to.have.property('from');
    });
  });

  describe('makes addresses absolute (B21)', () => {
    it('of files with a mime and a url; what lies elsewhere stays, and nothing of it is fetched', async () => {
      const pdf = (url: unknown) => ({ type: 'file', mime: 'application/pdf', url });
      const given = [
        '/sessions/S1/images/1',
        'sessions/S1/images/1',
        `${host}/a.pdf`,
        'https://cdn.test/a.pdf',
        'javascript:1',
      ];
      expect(await silent().urls(...given.map(pdf), pdf(7), { url: '/button' })).to.deep.equal([
        address,
        address,
        `${host}/a.pdf`,
        'https://cdn.test/a.pdf',
        'javascript:1',
        7,
        '/button',
      ]);
    });

    it('also if dataURL is relative to the page', async () => {
      Reflect.set(globalThis, 'document', { baseURI: 'https://page.test/shop/' });
      try {
        const { urls } = playing(() => png(), { dataURL: '/chat/sessions' });
        expect(await urls({ ...image, mime: 'application/pdf' })).to.deep.equal([
          'https://page.test/chat/sessions/S1/images/1',
        ]);
        expect(await urls(image)).to.deep.equal([asData]);
      } finally {
        Reflect.deleteProperty(globalThis, 'document');
      }
    });

    it('and lets contents be that are none', async () => {
      const { enriched } = silent();
      for (const content of [[], [null, 1, 'x', [image]]])
        expect(await enriched({ type: 'structured' }, Object({ content }))).to.deep.include({ content });
      expect(await enriched({ content: 'x' })).to.not.have.property('content');
    });
  });

  describe('loads raster images (B21)', () => {
    it("of the chat's own origin, with its headers, as data: URLs", async () => {
      const { asked, urls } = playing(() => png());
      expect(await urls(image, { ...image, url: `${host}/other/2` })).to.deep.equal([asData, asData]);
      expect(asked.map(({ url }) => url)).to.deep.equal([address, `${host}/other/2`]);
      expect(asked[0]?.headers.get('x-nexus-client-key')).to.equal(token);
      expect(asked[0]?.headers.get('x-api-key')).to.equal('KEY-1');
    });

    for (const mime of ['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp', 'IMAGE/PNG; q=1']) {
      it(`as which ${mime} counts`, async () => {
        const body = new Uint8Array([255, 0, 128]);
        const { urls } = playing(() => new Response(body, { headers: { 'Content-Type': mime } }));
        const [url] = await urls({ ...image, mime });
        expect(String(url)).to.match(/^data:image\/(png|jpe?g|gif|webp);base64,\/wCA$/);
      });
    }

    it('but never SVG, whatever calls itself so: the address stays', async () => {
      expect(await silent().urls({ ...image, mime: 'image/svg+xml' }, { ...image, mime: 'image/pngx' })).to.deep.equal([
        address,
        address,
      ]);
      for (const type of ['image/svg+xml', 'text/html', '']) {
        const { urls } = playing(() => new Response('<svg/>', { headers: type ? { 'Content-Type': type } : {} }));
        expect(await urls(image), type).to.deep.equal([address]);
      }
    });

    it('of another origin never, and no more than ten a message', async () => {
      const { asked, urls } = playing(() => png());
      expect(await urls({ ...image, url: 'https://cdn.test/1.png' })).to.deep.equal(['https://cdn.test/1.png']);
      expect(await urls({ ...image, url: '//cdn.test/1.png' })).to.deep.equal(['//cdn.test/1.png']);
      expect(asked).to.deep.equal([]);
      expect((await urls(...Array(12).fill(image))).slice(8)).to.deep.equal([asData, asData, address, address]);
    });

    it('up to 2 MB; a larger one is not even read, if its length is told', async () => {
      const limit = 2 * 1024 ** 2;
      const [url] = await playing(() => png(limit)).urls(image);
      expect(String(url)).to.have.length.above(limit);
      expect(await playing(() => png(limit + 1)).urls(image)).to.deep.equal([address]);
      const told = { 'Content-Type': 'image/png', 'Content-Length': `${limit + 1}` };
      const { asked, urls } = playing(() => new Response(new ReadableStream(), { headers: told }));
      expect(await urls(image)).to.deep.equal([address]);
      expect(asked[0]?.signal?.aborted).to.equal(true);
    });

    it('and follows no redirect', async () => {
      const elsewhere = Object.defineProperties(new Response(), {
        type: { value: 'opaqueredirect' },
        status: { value: 0 },
      });
      const { asked, urls } = playing(() => elsewhere);
      expect(await urls(image)).to.deep.equal([address]);
      expect(asked.map(({ redirect }) => redirect)).to.deep.equal(['manual']);
    });

    it('nor for a path that leads out of dataURL: it stays as it is', async () => {
      for (const url of ['/../../admin/1.png', '/%2e%2e/1.png', 'a\\..\\1.png'])
        expect(await silent().urls({ ...image, url })).to.deep.equal([url]);
    });

    it('and goes on with the address where that fails', async () => {
      for (const answer of [() => new Response('', { status: 404 }), () => Promise.reject(new TypeError('gone'))])
        expect(await playing(answer).urls(image)).to.deep.equal([address]);
      const { enrich } = v3Rest({ dataURL })({ fetch, patientFetch: fetch });
      const original = { content: [image] };
      const entry = { message: parseMessage(original, undefined), original };
      const full = enrich && (await firstValueFrom(enrich({ ...session, token: 'ü' }, entry)));
      expect(full).to.have.nested.property('content[0].url', address);
    });

    it('or takes longer than ajaxTimeout, all of a message together; without a limit 3 s', async () => {
      // The code has been loaded by those before.
      const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        for (const [ajaxTimeout, longest] of [
          [700, 700],
          [0, 3000],
        ] as const) {
          const { asked, urls } = playing(() => new Promise(() => {}), { ajaxTimeout });
          let told: unknown;
          const telling = urls(image, image).then((found) => {
            told = found;
          });
          while (asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
          await clock.tickAsync(longest - 1);
          expect(told).to.equal(undefined);
          await clock.tickAsync(1);
          await telling;
          expect(told).to.deep.equal([address, address]);
          expect(asked.every(({ signal }) => signal?.aborted)).to.equal(true);
        }
      } finally {
        clock.restore();
      }
    });

    it('once a message: who asks again gets the same', async () => {
      const { asked, enrich } = playing(() => png());
      const original = { content: [image] };
      const message = parseMessage(original, undefined);
      const [first, second] = [
        await firstValueFrom(enrich(session, { message, original })),
        await firstValueFrom(enrich(session, { message, original })),
      ];
      expect(second).to.deep.equal(first);
      expect(asked).to.have.length(1);
    });
  });
});
