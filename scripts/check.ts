import { parseArgs } from 'node:util';
import { run } from './run.js';

const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false } } });

type Step = readonly [name: string, command: string, ...args: readonly string[]];

const steps: readonly Step[] = [
  ['format and lint', 'biome', 'ci', '--error-on-warnings', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'],
  ['types', 'tsc', '-p', '.'],
  ['house rules', 'tsx', 'scripts/rules.ts'],
  // `--fast`: the proofs of the last `npm test` stand, as long as no source has changed since.
  ...(values.fast ? [] : [['tests', 'tsx', 'scripts/test.ts'] satisfies Step]),
  ['reference', 'tsx', 'scripts/reference.ts', '--check'],
  ['public types', 'tsx', 'scripts/api.ts', '--check'],
  ['readme', 'tsx', 'scripts/readme.ts'],
  ['build', 'tsx', 'scripts/build.ts'],
  ['documentation', 'tsx', 'scripts/docs.ts'],
  ['package', 'tsx', 'scripts/pack.ts'],
  ['size', 'tsx', 'scripts/size.ts'],
  ['unused', 'knip'],
];

const done: string[] = [];
for (const [name, command, ...args] of steps) {
  console.log(`\n━━ ${name} ━━`);
  const begun = performance.now();
  const code = await run(command, args);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  done.push(`${code === 0 ? '✔' : '✘'} ${name.padEnd(18)} ${seconds.padStart(6)} s`);
  if (code !== 0) {
    process.exitCode = 1;
    break;
  }
}

const left = steps.length - done.length;
console.log(`\n${done.join('\n')}${left === 0 ? '' : `\n  ${left} not run, since one failed`}\n`);
