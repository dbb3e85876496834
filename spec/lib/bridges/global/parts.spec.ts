import { expect } from 'chai';
import { type Parts, partsBeside } from '../../../../lib/bridges/global/parts.js';

/** As much of a script element as is used. */
class PlayedScript {
  src = '';
  nonce = '';
  inPage = false;
  onload = (): void => {};
  onerror = (): void => {};

  remove(): void {
    this.inPage = false;
  }
}

const isDocument = (played: object): played is Document => 'createElement' in played;

describe('the files beside the script', () => {
  let scripts: PlayedScript[];
  before(() => {
    Object.assign(globalThis, { HTMLScriptElement: PlayedScript });
  });
  after(() => {
    Reflect.deleteProperty(globalThis, 'HTMLScriptElement');
  });

  /** @param currentScript our own script */
  const beside = (currentScript: PlayedScript | null): Parts => {
    scripts = [];
    const append = (script: PlayedScript): void => {
      script.inPage = true;
      scripts.push(script);
    };
    const baseURI = 'https://shop.test/bikes/';
    const played = { currentScript, baseURI, head: { append }, createElement: () => new PlayedScript() };
    if (!isDocument(played)) throw new Error('This is no document.');
    const parts = partsBeside(played);
    parts.share('build-1', {});
    return parts;
  };

  const ours = (): PlayedScript =>
    Object.assign(new PlayedScript(), { src: 'https://cdn.test/w/global.js?v=3', nonce: 'n-1' });

  const reasonOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'it resolved',
      (reason: Error) => reason.message,
    );

  it('are loaded from where the script came from, with its nonce and what follows its address, each once', async () => {
    const parts = beside(ours());
    const both = [parts.load('chat.js', 'a'), parts.load('chat.js', 'b')];
    expect(scripts.map(({ src, nonce }) => [src, nonce])).to.deep.equal([['https://cdn.test/w/chat.js?v=3', 'n-1']]);
    const [a, b] = [{ a: 1 }, { b: 2 }];
    parts.add('build-1', { a, b });
    scripts[0]?.onload();

    expect(await Promise.all(both)).to.deep.equal([a, b]);
    expect(await parts.load('chat.js', 'a')).to.equal(a);
    expect(scripts).to.have.length(1);
  });

  it('are looked for beside the page where the script does not know where it came from', () => {
    void beside(null).load('chat.js', 'a');
    expect(scripts.map(({ src, nonce }) => [src, nonce])).to.deep.equal([['https://shop.test/bikes/chat.js', '']]);
  });

  it('are asked for again after they could not be loaded', async () => {
    const parts = beside(ours());
    const failed = parts.load('chat.js', 'a');
    scripts[0]?.onerror();
    expect(await reasonOf(failed)).to.match(/^https:\/\/cdn\.test\/w\/chat\.js\?v=3 could not be loaded/);
    expect(scripts[0]?.inPage).to.equal(false);
    const again = parts.load('chat.js', 'a');
    parts.add('build-1', { a: parts });
    scripts[1]?.onload();

    expect(await again).to.equal(parts);
  });

  it('of another build fit nothing here', async () => {
    const parts = beside(ours());
    const failed = parts.load('chat.js', 'a');
    parts.add('build-2', { a: {} });
    scripts[0]?.onload();

    expect(await reasonOf(failed)).to.equal('chat.js is of another version than webchat-streams.global.js.');
  });
});
