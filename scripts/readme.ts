import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { brokenLinks } from './brokenLinks.js';
import { examplesIn, typeErrors } from './examples.js';
import { contents } from './site/contents.js';

// REFERENCE.md is generated and checked by itself.
const papers = readdirSync('.').filter((name) => name.endsWith('.md') && name !== 'REFERENCE.md');
const pages = [...papers, ...contents.guides];
const examples = pages.flatMap((page) => examplesIn(page, readFileSync(page, 'utf8')));
const problems = [
  ...(existsSync('README.md') ? [] : ['There is no README.md']),
  ...typeErrors(examples),
  ...pages.flatMap((page) => brokenLinks(page, readFileSync(page, 'utf8'))),
];
for (const problem of problems) console.error(problem);
console.log(`${examples.length} examples of ${pages.length} pages compiled, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
