import { expect } from 'chai';
import { brought } from '../../transports/brought.js';
import { TransportFailure } from '../../transports/failures.js';

const found = { greeting: 'hi' };

/** What a browser says of a module that it could not fetch, now or earlier. */
const unfetched = (address: string) => new TypeError(`Failed to fetch dynamically imported module: ${address}`);

const failing =
  <Module>(error: unknown) =>
  (): Promise<Module> =>
    Promise.reject(error);

/** A module that can be fetched, and is another one each time its address is. */
const module = (name: string): string => `data:text/javascript,export%20const%20at%20=%20import.meta.url;//${name}`;

describe('brought', () => {
  it('brings a module', async () => {
    expect(await brought(async () => found)).to.equal(found);
  });

  it('asks for a module that could not be fetched under another address of the same file, and keeps to that', async () => {
    const bring = failing<{ readonly at: string }>(unfetched(module('one')));
    const [first, second] = [await brought(bring), await brought(bring)];

    expect(first.at.split('#')[0]).to.equal(module('one'));
    expect(first.at).to.match(/#\d+$/);
    expect(second).to.equal(first);
  });

  it('asks for it under yet another one where that fails too', async () => {
    const address = 'data:text/javascript,throw%20new%20RangeError(import.meta.url)';
    const reasons: unknown[] = [];
    for (let tries = 0; tries < 2; tries++) reasons.push(await brought(failing(unfetched(address))).catch((it) => it));

    for (const reason of reasons) expect(reason).to.be.instanceOf(TransportFailure).with.property('kind', 'Offline');
    const [first, second] = reasons.map((reason) => /#\d+/.exec(String(reason))?.[0]);
    expect(first).to.be.a('string').that.does.not.equal(second);
  });

  it('fails with Offline, and with what was said', async () => {
    for (const error of [
      new Error('webchat-streams.chat.js could not be loaded'),
      new TypeError('no'),
      'no',
      undefined,
    ]) {
      const reason = await brought(failing(error)).catch((caught: unknown) => caught);
      expect(reason).to.be.instanceOf(TransportFailure).that.includes({ kind: 'Offline', status: 0 });
      if (error instanceof Error) expect(reason).to.include({ message: error.message, cause: error });
    }
  });
});
