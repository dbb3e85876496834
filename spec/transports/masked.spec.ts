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
  // O22
  ['a secret, percent-encoded', { a: 'k=a%2Bb%2Fc%3D%3D&b=2' }, ['a+b/c=='], { a: 'k=•••&b=2' }],
  ['the same in lower case', 'k=a%2bb%2fc%3d%3d&b=2', ['a+b/c=='], 'k=•••&b=2'],
  ['all of it percent-encoded', 'k=%53%45%43', ['SEC'], 'k=•••'],
  ['a secret with a percent sign, as it is and encoded', ['x%41y', 'x%2541y'], ['x%41y'], ['•••', '•••']],
  ['what is percent-encoded and no secret', '50%25 of %C3%A4, 100%', ['SECRET'], '50%25 of %C3%A4, 100%'],
  ['a secret in base64', { a: `x ${btoa('SECRET')} y` }, ['SECRET'], { a: 'x ••• y' }],
  ['a secret in base64, percent-encoded', `x ${encodeURIComponent(btoa('12>4?6'))}`, ['12>4?6'], 'x •••'],
  ['a secret in the base64 of URLs', `x ${btoa('>>>???').replace('+', '-').replace('/', '_')}`, ['>>>???'], 'x •••'],
  ['the base64 of a short secret', { a: btoa('abc') }, ['abc'], { a: btoa('abc') }],
  ['a secret that base64 does not take', { a: 'ключ', b: 'x' }, ['ключ'], { a: '•••', b: 'x' }],
  ['a secret with half a character', { a: 'ab\ud800cd', b: 'x' }, ['ab\ud800cd'], { a: '•••', b: 'x' }],
  ['what is nested too deep', deep(20_000), ['S'], undefined],
];

/** What is left of a secret in a text that was masked: the longest part of it that can be read. */
const readable = (shown: unknown): readonly string[] =>
  [...String(JSON.stringify(shown)).matchAll(/[\w+/]{4,}/g)].flatMap(([word]) =>
    [0, 1, 2, 3].map((from) => atob(word.slice(from, from + (word.length - from - ((word.length - from) % 4))))),
  );

describe('masked', () => {
  it('finds a secret in the base64 of a longer text, wherever it begins there', () => {
    const secret = '0123-4567-89ab-cdef';
    for (let before = 0; before < 9; before += 1) {
      for (let after = 0; after < 4; after += 1) {
        const text = btoa('x'.repeat(before) + secret + 'y'.repeat(after));
        for (const answer of [text, { a: `key: ${text}` }, { a: { b: [text.replace(/=+$/, '')] } }]) {
          const shown = masked(answer, [secret]);
          expect(JSON.stringify(shown)).to.include('•••');
          for (const read of readable(shown)) expect(read).to.not.include(secret.slice(3, -3));
        }
      }
    }
  });

  it('takes no time for a secret of any length', () => {
    const secret = 'abcdefghijklmnop0123'.repeat(20_000);
    const shown = masked({ a: secret, b: btoa(secret), c: encodeURIComponent(`${secret}+`) }, [secret, `${secret}+`]);
    expect(JSON.stringify(shown).length).to.be.below(100);
  });

  for (const [title, answer, secrets, shown] of rows) {
    it(`shows ${title}`, () => {
      expect(masked(answer, secrets)).to.deep.equal(shown);
    });
  }
});
