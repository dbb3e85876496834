import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { capture } from '../../../../lib/bridges/bus/capture.js';

describe('capture', () => {
  it('gives copies that are equal, and share no object with what was given nor with each other', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')) }), (value) => {
        const copy = capture(value);
        const [one, other] = [copy(), copy()];
        expect(one).to.deep.equal(value);
        const seen = new Set<unknown>();
        const walk = (each: unknown): void => {
          if (typeof each !== 'object' || each === null) return;
          if (each.constructor !== Object && !Array.isArray(each)) return;
          expect(seen.has(each)).to.equal(false);
          seen.add(each);
          for (const below of Object.values(each)) walk(below);
        };
        for (const root of [value, one, other]) walk(root);
      }),
    );
  });

  it('takes it as it is: what is changed afterwards is in no copy', () => {
    const value = { messages: [{ text: 'Hello' }] };
    const copy = capture(value);
    value.messages[0] = { text: 'changed' };
    value.messages.push({ text: 'added' });

    expect(copy()).to.deep.equal({ messages: [{ text: 'Hello' }] });
  });

  it('keeps what is shared shared, and a cycle a cycle', () => {
    const session = { id: 1 };
    const value: Record<string, unknown> = { one: session, other: session, list: [] };
    value.self = value;
    value.list = [value];
    const copy = capture(value)();

    expect(copy).to.have.property('self', copy).and.not.to.equal(value);
    expect(copy).to.have.nested.property('list[0]', copy);
    expect(Reflect.get(Object(copy), 'one'))
      .to.equal(Reflect.get(Object(copy), 'other'))
      .and.not.to.equal(session);
  });

  it('copies a frozen object to one that can be changed', () => {
    const copy = capture(Object.freeze({ list: Object.freeze([1]) }))();

    expect(Object.isFrozen(copy)).to.equal(false);
    expect(Reflect.get(Object(copy), 'list').push(2)).to.equal(2);
  });

  it('shares what is neither a plain object nor an array', () => {
    class Mine {
      list = [];
    }
    const parts = [new Date(), /x/, new Map(), new Set(), new Blob([]), new Error('x'), new Mine(), () => {}, Symbol()];
    const copy = capture({ parts })();

    expect(Reflect.get(Object(copy), 'parts'))
      .to.have.ordered.members(parts)
      .and.not.to.equal(parts);
    for (const part of parts) expect(capture(part)()).to.equal(part);
  });

  it('copies plain objects of another frame, and those without a prototype', () => {
    const foreign: unknown = runInNewContext('({ list: [{ a: 1 }] })');
    const bare = Object.assign(Object.create(null), { list: [1] });
    for (const value of [foreign, bare]) {
      const copy = capture(value)();
      expect(JSON.stringify(copy)).to.equal(JSON.stringify(value));
      expect(copy).not.to.equal(value);
      expect(Reflect.get(Object(copy), 'list')).not.to.equal(Reflect.get(Object(value), 'list'));
    }
  });

  it('keeps holes', () => {
    const sparse: unknown[] = [];
    sparse[3] = { a: 1 };
    const copy = capture(sparse)();

    expect(copy).to.have.length(4);
    expect(Object.keys(Object(copy))).to.deep.equal(['3']);
  });

  it('lets an own __proto__ be a key, and no prototype', () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": {"a": 1}}, "constructor": {"prototype": {}}}');
    const copy = capture(value)();

    expect(JSON.stringify(copy)).to.equal(JSON.stringify(value));
    expect(Object.getPrototypeOf(copy)).to.equal(Object.prototype);
    expect(copy).not.to.have.property('polluted');
    expect({}).not.to.have.property('polluted');
  });

  it('goes as deep as one likes', () => {
    let value: unknown = 'bottom';
    for (let depth = 0; depth < 100_000; depth += 1) value = depth % 2 === 0 ? { value } : [value];
    let copy = capture(value)();
    let depth = 0;
    for (; typeof copy === 'object'; depth += 1) copy = Reflect.get(Object(copy), Array.isArray(copy) ? 0 : 'value');

    expect([depth, copy]).to.deep.equal([100_000, 'bottom']);
  });
});
