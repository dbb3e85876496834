import { expect } from 'chai';
import { extensionsOf } from '../../../../lib/bridges/widgets/extensions.js';
import { playedPage } from './playedPage.js';

const noJQuery = 'This page has no jQuery: load it before, or take webchat-streams.global.jquery.js.';

describe("the page's extensions", () => {
  const bus = { name: 'bus' };

  it('are run with the jQuery of the page, the bus and Common', () => {
    const jQuery = () => 'theirs';
    const { page } = playedPage({ jQuery });
    const given: unknown[][] = [];
    const extension = (...values: unknown[]) => given.push(values);
    extensionsOf(page, bus)({ main: { lang: 'de' }, extensions: { One: extension } }).run();

    expect(given[0]?.slice(0, 2)).to.deep.equal([jQuery, bus]);
    expect(given[0]?.[2]).to.have.nested.property('config.lang', 'de');
  });

  it('may be a list, or nothing at all; addresses become scripts, and onReady is called before', () => {
    const played = playedPage();
    const told: unknown[] = [];
    const take = extensionsOf(played.page, bus);
    const onReady = (given: unknown) => told.push(given, played.scripts);
    for (const extensions of [undefined, null, 7, 'text']) take({ extensions }).run();
    const taken = take({ extensions: ['/one.js', () => told.push('two'), 3], onReady });
    taken.run();
    taken.greet();

    expect(told).to.deep.equal(['two', bus, []]);
    expect(played.scripts).to.deep.equal(['/one.js']);
  });

  it('are all greeted, also where the page forbids the script of one', () => {
    const played = playedPage();
    const surfaced: string[] = [];
    Reflect.set(globalThis, 'reportError', (error: unknown) => surfaced.push(String(error)));
    const createElement = () => ({
      get src() {
        return '/b.js';
      },
      set src(address: string) {
        if (address === '/a.js') throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
      },
    });
    Reflect.set(played.page.document, 'createElement', createElement);
    try {
      extensionsOf(played.page, bus)({ extensions: ['/a.js', '/b.js'] }).greet();
    } finally {
      Reflect.deleteProperty(globalThis, 'reportError');
    }

    expect(played.scripts).to.deep.equal(['/b.js']);
    expect(surfaced).to.deep.equal(["TypeError: This document requires 'TrustedScriptURL' assignment."]);
  });

  it('of a second section are taken too, but none that was in the first', () => {
    const played = playedPage();
    const told: string[] = [];
    const take = extensionsOf(played.page, bus);
    const one = () => told.push('one');
    const onReady = () => told.push('ready');
    for (const extensions of [
      [one, '/a.js'],
      [one, '/a.js', () => told.push('two'), '/b.js'],
    ]) {
      const taken = take({ extensions, onReady });
      taken.run();
      taken.greet();
    }

    expect(told).to.deep.equal(['one', 'ready', 'two']);
    expect(played.scripts).to.deep.equal(['/a.js', '/b.js']);
  });

  it('are told what is missing where they use a jQuery that is not there; it can be printed', () => {
    let $: unknown;
    const extension = (given: unknown) => {
      $ = given;
    };
    extensionsOf(playedPage().page, bus)({ extensions: [extension] }).run();

    expect($).to.be.a('function');
    expect(() => Reflect.apply(Object($), undefined, ['#chat'])).to.throw(noJQuery);
    expect(() => Reflect.get(Object($), 'ajax')).to.throw(noJQuery);
    expect(Object.prototype.toString.call($)).to.equal('[object Function]');
  });
});
