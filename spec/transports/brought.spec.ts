import { expect } from 'chai';
import { brought } from '../../transports/brought.js';

const found = { greeting: 'hi' };

/** What a browser says of a module that it could not fetch, now or earlier. */
const unfetched = (address: string) => new TypeError(`Failed to fetch dynamically imported module: ${address}`);

describe('brought', () => {
  it('brings a module', async () => {
    expect(await brought(async () => found)).to.equal(found);
  });

  it('asks for a module that could not be fetched under another address of the same file, each time another one', async () => {
    const address = 'data:text/javascript,export const at = import.meta.url';
    const bring = async (): Promise<{ readonly at: string }> => {
      throw unfetched(address.replaceAll(' ', '%20'));
    };
    const [first, second] = [await brought(bring), await brought(bring)];

    expect(first.at).to.match(/^data:text\/javascript,export%20.*#\d+$/);
    expect(second.at.split('#')[0]).to.equal(first.at.split('#')[0]);
    expect(second.at).to.not.equal(first.at);
  });

  it('rejects with what the second try comes to', async () => {
    const error = await brought(async () => {
      throw unfetched('data:text/javascript,throw%20new%20RangeError("no")');
    }).catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(RangeError);
  });

  it('lets every other error be', async () => {
    for (const error of [
      new Error('webchat-streams.chat.js could not be loaded'),
      new TypeError('no'),
      'no',
      undefined,
    ]) {
      const reason = await brought(() => Promise.reject(error)).catch((caught: unknown) => caught);
      expect(reason).to.equal(error);
    }
  });
});
