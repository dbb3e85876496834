import { expect } from 'chai';
import { commonOf } from '../../../../lib/bridges/widgets/common.js';

/** A console that keeps what it is told. */
const listening = () => {
  const said: unknown[][] = [];
  const as =
    (kind: string) =>
    (...words: unknown[]) =>
      void said.push([kind, ...words]);
  return { said, console: { log: as('log'), warn: as('warn'), error: as('error') } };
};

const common = (main?: unknown, { console } = listening()): Record<string, (...given: unknown[]) => unknown> => ({
  ...commonOf({ console }, main),
});

describe('Common', () => {
  it('finds what lies at a path, and says false where there is nothing', () => {
    const { checkPath } = common();
    const from = { a: { b: 0, c: { d: 'x' } } };
    for (const [path, found] of [
      ['a.b', 0],
      ['a.c.d', 'x'],
      ['a.c.e', false],
      ['a.b.c', false],
      ['a.c.d.length', false],
      ['toString', false],
      ['__proto__.toString', false],
      ['', false],
    ] as const)
      expect(checkPath?.(from, path), path).to.equal(found);
    expect(checkPath?.(undefined, 'a')).to.equal(false);
    expect(checkPath?.(from, undefined)).to.equal(false);
  });

  it('makes what is missing on a path, and keeps the rest', () => {
    const { createPath } = common();
    const into = { a: { kept: 1 } };
    expect(createPath?.(into, 'a.b.c', 5)).to.equal(5);
    expect(createPath?.(into, 'd')).to.deep.equal({});
    expect(createPath?.(into, 'a.kept.more', 2)).to.equal(2);
    expect(into).to.deep.equal({ a: { kept: { more: 2 }, b: { c: 5 } }, d: {} });
  });

  it('reaches no prototype by a path', () => {
    const { createPath } = common();
    expect(() => createPath?.({}, '__proto__.polluted', 1)).to.throw(TypeError, '__proto__');
    createPath?.({}, 'constructor.prototype.polluted', 1);
    expect({}).to.not.have.property('polluted');
  });

  it('tells of a field that gets another value', () => {
    const { watch } = common();
    const cart = { size: 1 };
    const told: unknown[] = [];
    watch?.(cart, 'size', (...change: unknown[]) => told.push(change));
    cart.size = 1;
    cart.size = 2;

    expect(told).to.deep.equal([['size', 1, 2]]);
    expect(cart).to.deep.equal({ size: 2 });
  });

  it('words sizes', () => {
    const { bytesToSize } = common();
    for (const [bytes, words] of [
      [0, '0 Bytes'],
      [0.5, '0.5 Bytes'],
      [1023, '1023 Bytes'],
      [1024, '1 KB'],
      [1536, '1.5 KB'],
      [5 * 1024 ** 2, '5 MB'],
      [3 * 1024 ** 5, '3072 TB'],
    ] as const)
      expect(bytesToSize?.(bytes)).to.equal(words);
  });

  it('words the time of day, of now where none is given', () => {
    const { getFormattedTime } = common();
    const at = new Date(2030, 0, 2, 13, 5);
    expect(getFormattedTime?.(at)).to.match(/05/).and.to.equal(getFormattedTime?.(at.getTime()));
    expect(getFormattedTime?.()).to.match(/\d\d/);
  });

  it('logs; details only with main.debug', () => {
    const page = listening();
    const { log, error, debug } = common({ debug: true }, page);
    const quiet = common({}, page);
    log?.('a', 1);
    error?.('b');
    debug?.('c');
    quiet.debug?.('d');

    expect(page.said).to.deep.equal([
      ['log', 'a', 1],
      ['error', 'b'],
      ['log', 'c'],
    ]);
  });

  it('has the configuration of the page, or an empty one', () => {
    const main = { lang: 'de' };
    expect(common(main).config).to.equal(main);
    expect(common('none').config).to.deep.equal({});
  });

  it('says of all else that it belongs to the user interface; it can be printed and awaited', async () => {
    const whole = commonOf(listening(), undefined);
    expect(() => Reflect.get(whole, 'Generate')).to.throw(
      'Common.Generate belongs to the user interface of Genesys Widgets. Here there is: config, checkPath, createPath,',
    );
    expect(await whole).to.equal(whole);
    expect(JSON.stringify(whole)).to.equal('{"config":{}}');
    expect(String(Object.prototype.toString.call(whole))).to.equal('[object Object]');
  });
});
