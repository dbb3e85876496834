import { expect } from 'chai';
import { nest } from './http/form.js';

describe('A form, nested as jQuery flattens it', () => {
  const rows: readonly [string, string, unknown][] = [
    ['plain fields', 'a=1&b=x+y%26', { a: '1', b: 'x y&' }],
    ['objects', 'u%5Ba%5D=1&u%5Bb%5D%5Bc%5D=2', { u: { a: '1', b: { c: '2' } } }],
    ['arrays', 'u[list][]=1&u[list][]=2', { u: { list: ['1', '2'] } }],
    ['objects in arrays', 'u[0][x]=1&u[1][x]=2', { u: { 0: { x: '1' }, 1: { x: '2' } } }],
    ['empty values', 'a=&u[b]=', { a: '', u: { b: '' } }],
    ['the same name twice: the last one', 'a=1&a=2', { a: '2' }],
    ['a text that becomes an object', 'u=1&u[a]=2', { u: { a: '2' } }],
    ['brackets that do not close', 'u[a=1&]b=2&[c]=3', { 'u[a': '1', ']b': '2', '[c]': '3' }],
    ['nothing', '', {}],
  ];
  for (const [what, text, expected] of rows) {
    it(what, () => {
      expect(nest(new URLSearchParams(text))).to.deep.equal(expected);
    });
  }
});
