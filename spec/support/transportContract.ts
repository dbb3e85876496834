import { expect } from 'chai';
import { defer, EMPTY, type Observable } from 'rxjs';
import { type FailureKind, TransportFailure } from '../../transports/failures.js';
import type { SessionData } from '../../transports/frames.js';
import type { Transport, Wire } from '../../transports/transport.js';
import { settled } from './settled.js';
import { type Heard, startWireServer, type Weather, type WireServer } from './wireServer.js';

/** What a request can meet, and what its failure has to say of it. */
export interface Trouble {
  readonly title: string;
  readonly weather: Weather;
  readonly kind: FailureKind;
  readonly status?: number;
  readonly statusCode?: number;
  readonly codes?: readonly unknown[];
  readonly path?: string;
  readonly retryAfter?: number;
}

/** A transport to be tried. */
export interface Subject {
  /** The transport with its server at `url`, which waits `timeout` ms for every answer. */
  at(url: string, wire: Wire, timeout: number): Transport;
  /** Any session; the server takes what comes. */
  readonly session: SessionData;
  /** An answer that is good for every operation but those on files. */
  readonly good: unknown;
  /** Troubles that only this server knows. */
  readonly troubles: readonly Trouble[];
  /** The operations to try. @default all that the transport has */
  readonly only?: readonly string[];
  /** Operations that wait for a time of their own. @default none */
  readonly unhurried?: readonly string[];
  /** Operations that may be answered with nothing. @default none */
  readonly wordless?: readonly string[];
}

const html = '<!doctype html><title>Login</title>';

const httpTroubles: readonly Trouble[] = [
  { title: 'a closed connection', weather: 'hangUp', kind: 'Offline', status: 0 },
  { title: 'an answer cut off by the network', weather: 'cut', kind: 'Offline', status: 0 },
  {
    title: 'HTTP 400 with errors',
    weather: { status: 400, body: { errors: [{ code: 161, advice: 'a name' }] } },
    kind: 'Refused',
    status: 400,
    codes: [161],
  },
  {
    title: 'HTTP 400 with an error text',
    weather: { status: 400, body: { error: 'no' } },
    kind: 'Refused',
    status: 400,
  },
  { title: 'HTTP 401 without a body', weather: { status: 401, body: '' }, kind: 'Refused', status: 401, codes: [] },
  { title: 'HTTP 404 as a page', weather: { status: 404, body: html }, kind: 'Refused', status: 404, codes: [] },
  {
    title: 'HTTP 429',
    weather: { status: 429, headers: { 'Retry-After': '7' } },
    kind: 'Refused',
    status: 429,
    retryAfter: 7000,
  },
  { title: 'HTTP 500', weather: { status: 500, body: html }, kind: 'Refused', status: 500 },
  {
    title: 'HTTP 503',
    weather: { status: 503, headers: { 'Retry-After': '1' } },
    kind: 'Refused',
    status: 503,
    retryAfter: 1000,
  },
];

const nothing: Trouble = { title: 'nothing', weather: { body: '' }, kind: 'Garbled', path: '$' };

/** Only where JSON is expected, which a download does not. */
const jsonTroubles: readonly Trouble[] = [
  { title: 'a page', weather: { body: html }, kind: 'Garbled', path: '$' },
  {
    title: 'JSON that stops midway',
    weather: { body: '{"statusCode":0,"messages":[{"te' },
    kind: 'Garbled',
    path: '$',
  },
  nothing,
  { title: 'a list', weather: { body: [] }, kind: 'Garbled', path: '$' },
  { title: 'null', weather: { body: null }, kind: 'Garbled', path: '$' },
];

interface Manner {
  /** The answer is no JSON. */
  readonly bytes?: true;
  /** How many requests it makes, one after the other, while all is well. @default 1 */
  readonly requests?: number;
}

type Operation = readonly [
  name: string,
  call: (transport: Transport) => Observable<unknown> | undefined,
  manner?: Manner,
];

const operationsOn = (session: SessionData): readonly Operation[] => [
  ['start', (it) => it.start({ form: { nickname: 'Jonny' }, userData: {} })],
  ['send', (it) => it.send(session, { message: 'hi' })],
  ['end', (it) => it.end(session)],
  ['restore', (it) => it.restore?.(session)],
  ['resume', (it) => it.resume?.(session, 20), { requests: 2 }],
  ['history', (it) => it.history?.(session, { before: 7, count: 20 })],
  ['poll', (it) => it.poll?.(session, {})],
  ['typing', (it) => it.typing?.(session, { isTyping: true })],
  ['customNotice', (it) => it.customNotice?.(session, { message: 'note' })],
  ['updateUserData', (it) => it.updateUserData?.(session, { a: 1 })],
  ['fileLimits', (it) => it.fileLimits?.(session)],
  ['upload', (it) => it.upload?.(session, { file: new Blob(['abc']), name: 'a.txt' })],
  ['download', (it) => it.download?.(session, 'file-1'), { bytes: true }],
];

/** What two equal requests have in common. */
const outlineOf = ({ method, path, body }: Heard): string => `${method} ${path.length} ${body.length}`;

const once: Wire = { fetch: (...request) => fetch(...request), patientFetch: (...request) => fetch(...request) };

const expectTrouble = (failure: unknown, trouble: Trouble): void => {
  if (!(failure instanceof TransportFailure)) throw new Error(`expected a TransportFailure, got ${failure}`);
  const { kind, status, statusCode, codes, path, retryAfter } = trouble;
  expect(failure.kind).to.equal(kind);
  expect(failure.message).to.not.equal('');
  expect(failure.path).to.equal(path);
  expect(failure.statusCode).to.equal(statusCode);
  expect(failure.retryAfter).to.equal(retryAfter);
  if (status !== undefined) expect(failure.status).to.equal(status);
  if (codes) expect(failure.errors.map(({ code }) => code)).to.deep.equal(codes);
};

/** What every transport over HTTP does, whatever its protocol. */
export const transportContract = (title: string, subject: Subject): void => {
  describe(`${title}, as a transport`, () => {
    let server: WireServer;

    beforeEach(async () => {
      server = await startWireServer();
    });

    afterEach(() => server[Symbol.asyncDispose]());

    for (const [name, call, { bytes, requests = 1 } = {}] of operationsOn(subject.session)) {
      if (!call(subject.at('http://localhost', once, 0)) || subject.only?.includes(name) === false) continue;
      const calling = (timeout = 0) => defer(() => call(subject.at(server.url, once, timeout)) ?? EMPTY);

      describe(name, () => {
        it('sends when it is subscribed, not before, and each time', async () => {
          server.weather = { body: subject.good };
          const request$ = call(subject.at(server.url, once, 0)) ?? EMPTY;
          await server.roundTrip();
          expect(server.heard).to.have.length(0);

          await Promise.all([settled(request$), settled(request$)]);
          expect(server.heard).to.have.length(2 * requests);
          const outlines = server.heard.map(outlineOf).sort();
          for (let pair = 0; pair < outlines.length; pair += 2) expect(outlines[pair]).to.equal(outlines[pair + 1]);
        });

        it('says its value, then completes, once', async () => {
          server.weather = { body: subject.good };
          const { values, failure, endings } = await settled(calling());

          expect(failure).to.equal(undefined);
          expect(values.length).to.satisfy((count: number) => (name === 'upload' ? count >= 3 : count === 1));
          expect(endings).to.equal(1);
        });

        it('aborts when it is unsubscribed', async () => {
          server.weather = 'silence';
          const told: string[] = [];
          const subscription = calling().subscribe({
            error: () => told.push('failed'),
            complete: () => told.push('completed'),
          });
          const { aborted } = await server.request(0);
          subscription.unsubscribe();

          await aborted;
          expect(told).to.deep.equal([]);
        });

        it('sends nothing when it is unsubscribed at once', async () => {
          server.weather = 'silence';
          calling().subscribe().unsubscribe();

          await server.roundTrip();
          expect(server.heard).to.have.length(0);
        });

        if (!subject.unhurried?.includes(name)) {
          it('fails in time, and aborts, where no answer comes', async () => {
            server.weather = 'silence';
            const { failure, endings } = await settled(calling(20));

            expectTrouble(failure, { title: '', weather: 'silence', kind: 'TimedOut', status: 0 });
            expect(endings).to.equal(1);
            await server.roundTrip();
            await Promise.all(server.heard.map(({ aborted }) => aborted));
          });
        }

        it('fails with Offline where there is no server', async () => {
          const request$ = calling();
          await server[Symbol.asyncDispose]();

          const { failure, endings } = await settled(request$);
          expectTrouble(failure, { title: '', weather: 'silence', kind: 'Offline', status: 0 });
          expect(endings).to.equal(1);
        });

        const troubles = [...httpTroubles, ...(bytes ? [] : [...jsonTroubles, ...subject.troubles])];
        const good = subject.wordless?.includes(name) ? [nothing] : [];
        for (const trouble of troubles.filter((each) => !good.includes(each))) {
          it(`fails once with ${trouble.kind} on ${trouble.title}, and does not ask again`, async () => {
            server.weather = trouble.weather;
            const { failure, endings } = await settled(calling());

            expectTrouble(failure, trouble);
            expect(endings).to.equal(1);
            await server.roundTrip();
            expect(server.heard).to.have.length(1);
          });
        }
      });
    }
  });
};
