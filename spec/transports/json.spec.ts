import { expect } from 'chai';
import fc from 'fast-check';
import { isSerializable, jsonText } from '../../transports/json.js';
import { masked } from '../../transports/masked.js';
import { withPrototypeJs } from '../support/prototypeJs.js';

describe('jsonText', () => {
  it('is what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonText(value)).to.equal(JSON.stringify(value));
      }),
    );
  });

  it('honours toJSON, and leaves out what has no text', () => {
    const value = {
      url: new URL('https://example.com/a'),
      at: new Date(0),
      none: undefined,
      call: () => 1,
      list: [() => 1],
    };

    expect(jsonText(value)).to.equal(JSON.stringify(value));
    expect(jsonText(undefined)).to.equal(undefined);
  });
});

describe('on a page with Prototype.js 1.6', () => {
  withPrototypeJs();

  it('JSON.stringify makes texts of arrays', () => {
    expect(JSON.stringify({ a: [1, { b: ['c'] }] })).to.equal(JSON.stringify({ a: '[1, {"b": ["c"]}]' }));
  });

  it('jsonText does not', () => {
    expect(jsonText({ a: [1, { b: ['c', []] }] })).to.equal('{"a":[1,{"b":["c",[]]}]}');
    expect(jsonText([[1], 'a'])).to.equal('[[1],"a"]');
    expect(jsonText({ a: { toJSON: () => [1, [2]] } })).to.equal('{"a":[1,[2]]}');
  });

  it('what a server says was wrong is shown as it was said, without secrets', () => {
    const answer = { errors: [{ code: 7, advice: 'S', secureKey: 'k' }] };

    expect(masked(answer, ['S'])).to.deep.equal({ errors: [{ code: 7, advice: '•••', secureKey: '•••' }] });
  });
});

describe('isSerializable', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  for (const [title, value, expected] of [
    ['an object', { a: [1, null, true, { b: 'c' }] }, true],
    ['what has a toJSON', { url: new URL('https://example.com'), at: new Date(0) }, true],
    ['nothing under a name', { a: undefined }, true],
    ['a circle', circle, false],
    ['a function', { a: [() => 1] }, false],
    ['a symbol', { a: Symbol('b') }, false],
    ['a bigint', { a: 1n }, false],
  ] as const) {
    it(`is ${expected} for ${title}`, () => {
      expect(isSerializable(value)).to.equal(expected);
    });
  }
});
