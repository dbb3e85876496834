import { expect } from 'chai';
import { brokenRules } from '../../scripts/brokenRules.js';

const inProduct = (text: string): string[] => brokenRules('lib/some.ts', text);
const lines = (count: number): string => 'x;\n'.repeat(count);

describe('brokenRules', () => {
  it('finds what the type system is told instead of shown', () => {
    expect(inProduct('const a = b as string;')).to.deep.equal([
      'lib/some.ts:1 has a type assertion: parse, or narrow with a guard',
    ]);
    expect(inProduct('\nconst a = <string>b;')[0]).to.include('lib/some.ts:2 has a type assertion');
    expect(inProduct('const a = b!;')[0]).to.include('non-null');
    expect(inProduct('const a: any[] = [];')[0]).to.include('any');
    expect(inProduct('const a = b as unknown as string;')).to.have.length(2);
  });

  it('finds private names, which throw under a Proxy', () => {
    expect(inProduct('class A {\n  readonly #b = 1;\n}')).to.deep.equal([
      'lib/some.ts:2 has a #private name, which throws under a Proxy: keep it in a function',
    ]);
    expect(brokenRules('spec/some.ts', 'class A { #b = 1; }')).to.deep.equal([]);
  });

  it('lets through what is no assertion', () => {
    const text = `import { a as b } from './a.js';
export { b as c };
const d = ['as any'] as const satisfies readonly string[];
// as any, as you like!
type E<T> = { [K in keyof T as \`\${K & string}$\`]: T[K] };`;
    expect(inProduct(text)).to.deep.equal([]);
  });

  it('measures files and functions, methods and constructors too', () => {
    expect(inProduct(lines(250))).to.deep.equal([]);
    expect(inProduct(lines(251))).to.deep.equal(['lib/some.ts has 251 lines: 250 at most']);
    expect(inProduct(`const f = () => {\n${lines(38)}};\n`)).to.deep.equal([]);
    expect(inProduct(`const f = () => {\n${lines(39)}};\n`)[0]).to.include('lib/some.ts:1 has a function of 41 lines');
    expect(inProduct(`class A {\n  constructor() {\n${lines(39)}}\n}\n`)[0]).to.include('lib/some.ts:2');
  });

  it('finds rules switched off and unfinished things everywhere', () => {
    const off = ['// @ts', 'ignore\n'].join('-');
    const later = `/** ${'TO'}DO tidy */\n`;
    expect(brokenRules('spec/some.ts', off + later)).to.deep.equal([
      'spec/some.ts:1 has a rule switched off',
      'spec/some.ts:2 has an unfinished thing',
    ]);
    expect(brokenRules('spec/some.ts', 'const a = b as string;')).to.deep.equal([]);
  });
});
