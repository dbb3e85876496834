import { readFileSync } from 'node:fs';
import { filesBelow } from '../spec/support/filesBelow.js';
import { brokenRules } from './brokenRules.js';

const files = ['transports', 'streams', 'lib', 'spec', 'scripts'].flatMap((folder) => filesBelow(folder, '.ts'));
const broken = files.flatMap((file) => brokenRules(file, readFileSync(file, 'utf8')));
for (const line of broken) console.error(line);
console.log(`${files.length} files read, ${broken.length} rules broken`);
process.exitCode = broken.length === 0 ? 0 : 1;
