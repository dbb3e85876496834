import { expect } from 'chai';
import fc from 'fast-check';
import { formBody } from '../../transports/formBody.js';

const nested: Record<string, unknown> = JSON.parse('{"__proto__":{"a":1}}');

/** As `$.param` of jQuery 3 writes it, with `$.ajax`'s `+` for a space; brackets are shown as they read. */
const rows: readonly (readonly [title: string, params: Record<string, unknown>, body: string])[] = [
  ['nothing', {}, ''],
  ['text', { a: 'b', c: 'd' }, 'a=b&c=d'],
  ['numbers', { a: 0, b: -1.5 }, 'a=0&b=-1.5'],
  ['booleans', { a: true, b: false }, 'a=true&b=false'],
  ['null and undefined', { a: null, b: undefined }, 'a=&b='],
  ['empty text', { a: '' }, 'a='],
  ['spaces', { 'a b': 'c d  e' }, 'a+b=c+d++e'],
  ['what means something in a form', { 'a&=+%': '&=+%#' }, 'a%26%3D%2B%25=%26%3D%2B%25%23'],
  ['what some encoders leave', { a: "-_.!~*'()" }, 'a=-_.%21%7E*%27%28%29'],
  ['lines', { a: 'b\r\nc' }, 'a=b%0D%0Ac'],
  ['other scripts', { a: 'é漢😀' }, 'a=%C3%A9%E6%BC%A2%F0%9F%98%80'],
  ['half an emoji', { a: 'x\ud83d' }, 'a=x%EF%BF%BD'],
  ['an object', { a: { b: 1, c: 'd' } }, 'a[b]=1&a[c]=d'],
  ['objects in objects', { a: { b: { c: { d: 1 } } } }, 'a[b][c][d]=1'],
  ['an empty object', { a: {}, b: 1 }, 'b=1'],
  ['a list', { a: [1, 'b', null] }, 'a[]=1&a[]=b&a[]='],
  ['an empty list', { a: [], b: 1 }, 'b=1'],
  ['a list in an object', { a: { b: [1, 2] } }, 'a[b][]=1&a[b][]=2'],
  ['objects in a list', { a: [{ b: 1 }, { b: 2 }] }, 'a[0][b]=1&a[1][b]=2'],
  ['lists in a list', { a: [[1, 2], [3]] }, 'a[0][]=1&a[0][]=2&a[1][]=3'],
  ['a mixed list', { a: [1, { b: 2 }, [3]] }, 'a[]=1&a[1][b]=2&a[2][]=3'],
  ['a date', { a: new Date(Number.NaN) }, 'a=Invalid+Date'],
  ['a prototype', nested, '__proto__[a]=1'],
];

const brackets = (body: string): string => body.replaceAll('%5B', '[').replaceAll('%5D', ']');

describe('formBody', () => {
  for (const [title, params, body] of rows) {
    it(`writes ${title}`, () => {
      expect(brackets(formBody(params))).to.equal(body);
    });
  }

  it('escapes brackets, in names and in values', () => {
    expect(formBody({ a: { 'b[': '[]' } })).to.equal('a%5Bb%5B%5D=%5B%5D');
  });

  it('is read by a server as it was meant', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (params) => {
        expect([...new URLSearchParams(formBody(params))]).to.deep.equal(Object.entries(params));
      }),
    );
  });
});
