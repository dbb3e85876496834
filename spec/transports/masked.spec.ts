import { expect } from 'chai';
import { masked } from '../../transports/masked.js';

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const rows: readonly (readonly [title: string, answer: unknown, secrets: readonly string[], shown: unknown])[] = [
  ['what has no secrets', { a: [1, null, true, 'b'] }, ['S'], { a: [1, null, true, 'b'] }],
  ['a value', { a: 'S', b: ['S'] }, ['S'], { a: '•••', b: ['•••'] }],
  ['a part of a text', { a: 'x S y S' }, ['S'], { a: 'x ••• y •••' }],
  ['a name', { S: 1 }, ['S'], { '•••': 1 }],
  ['a text that is no JSON', '<p>S</p>', ['S'], '<p>•••</p>'],
  ['several', { a: 'S T' }, ['S', 'T'], { a: '••• •••' }],
  ['no empty secret', { a: 'b' }, [''], { a: 'b' }],
  ['a secret with quotes', { a: 'x"\\y' }, ['"\\'], { a: 'x•••y' }],
  [
    'a key it is not told of',
    { secureKey: 'x"y', b: { secureKey: 'z' } },
    [],
    { secureKey: '•••', b: { secureKey: '•••' } },
  ],
  ['such a key in a form', 'a=1&secureKey=abc&b=2', [], 'a=1&secureKey=•••&b=2'],
  ['such a key in cut JSON', '{"secureKey":"abc', [], '{"secureKey":"•••'],
  ['such a key in JSON in JSON', { a: '{"secureKey": "abc","b":1}' }, [], { a: '{"secureKey": "•••","b":1}' }],
  ['a token it is not told of', { data: { clientToken: 'a.b.c' } }, [], { data: { clientToken: '•••' } }],
  ['such a token in cut JSON', '{"data":{"clientToken":"a.b', [], '{"data":{"clientToken":"•••'],
  ['no empty key', { secureKey: '', a: 'secureKey=&b=2' }, [], { secureKey: '', a: 'secureKey=&b=2' }],
  ['a number that is a secret, as text', { a: 12345 }, ['12345'], '{"a":•••}'],
  ['a key that is a number', { secureKey: 5 }, [], { secureKey: '•••' }],
  ['null', null, ['S'], null],
  ['what is nested too deep', deep(20_000), ['S'], undefined],
];

describe('masked', () => {
  for (const [title, answer, secrets, shown] of rows) {
    it(`shows ${title}`, () => {
      expect(masked(answer, secrets)).to.deep.equal(shown);
    });
  }
});
