import { expect } from 'chai';
import { brokenLinks } from '../../scripts/brokenLinks.js';
import { examplesIn, typeErrors } from '../../scripts/examples.js';

const fence = '```';
const page = `# A page

${fence}ts
import { memoryStore } from 'webchat-streams';
const count: number = 'three';
memoryStore(count);
${fence}

${fence}ts
const given = 1;
${fence}

${fence}ts continued
const text: string = given;
${fence}

${fence}sh
npm i
${fence}
`;

describe('the examples of a page', function () {
  // The compiler reads the whole package.
  this.timeout(60_000);

  it('are its ts blocks', () => {
    expect(examplesIn('A.md', page).map(({ line }) => line)).to.deep.equal([4, 10, 14]);
  });

  it('are compiled against the package by its name, errors by the line of the page', () => {
    const errors = typeErrors(examplesIn('A.md', page));
    expect(errors).to.include("A.md:5 Type 'string' is not assignable to type 'number'.");
    expect(errors).to.include("A.md:14 Type 'number' is not assignable to type 'string'.");
  });

  it('cannot import what the package does not export', () => {
    const [example] = examplesIn('A.md', `${fence}ts\nimport { nope } from 'webchat-streams';\n${fence}\n`);
    expect(typeErrors(example ? [example] : [])[0]).to.include('A.md:2 Module \'"webchat-streams"\' has no');
  });

  it('stand beside links that lead somewhere', () => {
    const text = '[a](lib/index.ts) [b](https://example.org)\n[c](lib/nowhere.ts#part)';
    expect(brokenLinks('A.md', text)).to.deep.equal(['A.md:2 links to lib/nowhere.ts, which is not there']);
  });
});
