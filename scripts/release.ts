import { parseArgs } from 'node:util';
import { inc, valid } from 'semver';
import { release } from './release/release.js';
import { run } from './run.js';
import { version as current } from './version.js';

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const [wanted = ''] = positionals;
const steps = ['major', 'minor', 'patch'] as const;
const step = steps.find((each) => each === wanted);
const version = step ? inc(current, step) : valid(wanted);

if (!version || positionals.length > 1) {
  console.error(`npm run release -- ${steps.join('|')}|1.2.3`);
  process.exitCode = 2;
} else {
  const check = async () => (await run('npm', ['run', 'check'])) === 0;
  const date = new Date().toISOString().slice(0, 10);
  const reasons = await release({ folder: '.', version, date, check });
  for (const reason of reasons) console.error(`release: ${reason}`);
  if (reasons.length > 0) process.exitCode = 1;
  else console.log(`${version} is committed and tagged. To publish it:\n  git push --follow-tags\n  npm publish`);
}
