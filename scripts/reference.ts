import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { readLegs } from '../spec/support/proofFile.js';
import { firstDifference } from './firstDifference.js';
import { referencePage } from './referencePage.js';
import { bestProofs, legProblems, rowProblems, tableProblems } from './referenceProblems.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const file = 'REFERENCE.md';

const legs = readLegs();
const proofs = bestProofs(legs);
const page = referencePage(proofs);
const problems = [...tableProblems(), ...rowProblems(proofs)];

if (values.check) {
  problems.push(...legProblems(legs));
  const difference = firstDifference(existsSync(file) ? readFileSync(file, 'utf8') : '', page);
  if (difference !== undefined)
    problems.push(`${file} is not what the proofs say: ${difference}\nRun: npm run reference`);
} else if (legs.length === 0) {
  problems.push('There are no proofs to write down. Run: npm test');
} else {
  writeFileSync(file, page);
  for (const problem of legProblems(legs)) console.warn(problem);
}

for (const problem of problems) console.error(styleText('red', problem));
console.log(`${proofs.size} rows proved, ${problems.length} problems`);
// Writing is for looking at it: only the check, or nothing to write, is a failure.
process.exitCode = problems.length > 0 && (values.check || legs.length === 0) ? 1 : 0;
