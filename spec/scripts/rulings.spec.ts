import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { filesBelow } from '../support/filesBelow.js';

const lines = readFileSync('spec/reference/rulings.md', 'utf8').split('\n');
const idOf = (line: string): string | undefined => /^\| ([A-Z]\d+) \|/.exec(line)?.[1];
const ids = lines.flatMap((line) => idOf(line) ?? []);
const named = /(?<![%\w])[BCEO]\d{1,2}\b(?!%)/g;

describe('The rulings', () => {
  it('have one row each, so that none contradicts another of its number', () => {
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).to.deep.equal([]);
  });

  it('are rows of tables: nothing else stands before a row', () => {
    const loose = lines.filter((line, place) => idOf(line) && !lines[place - 1]?.startsWith('|'));
    expect(loose).to.deep.equal([]);
  });

  it('are all there that another ruling, the code or a spec names', () => {
    const files = ['lib', 'streams', 'transports', 'spec'].flatMap((folder) => filesBelow(folder, '.ts'));
    const texts = [lines.join('\n'), ...files.map((file) => readFileSync(file, 'utf8'))];
    expect(files).to.have.length.above(500);
    const unknown = texts.flatMap((text) => (text.match(named) ?? []).filter((id) => !ids.includes(id)));
    expect(unknown).to.deep.equal([]);
  });
});
