import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { proofFolder, readLegs } from '../spec/support/proofFile.js';
import { type LegCommand, legs } from './legs.js';
import { runQuietly } from './run.js';
import { tally } from './tally.js';

/** How many legs run at once: stories mostly wait. */
const atOnce = 3;

/** Runs one leg, then shows what it said; it leaves its proofs in .proofs. */
const runLeg = async ({ leg, command, args, env }: LegCommand): Promise<boolean> => {
  const begun = performance.now();
  const { code, output } = await runQuietly(command, args, { ...env, PROOFS_LEG: leg });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`\n── ${leg}, ${seconds} s ──\n${output.trimEnd()}`);
  const reported = readLegs().some((kept) => kept.leg === leg);
  if (!reported) console.log(`The leg "${leg}" left no ${join(proofFolder, `${leg}.json`)}: it counts as failed.`);
  return code === 0 && reported;
};

// What legs of another day proved proves nothing now.
rmSync(proofFolder, { recursive: true, force: true });
const waiting = [...legs];
let allPassed = true;

const runNext = async (): Promise<void> => {
  for (let leg = waiting.shift(); leg !== undefined; leg = waiting.shift()) {
    if (!(await runLeg(leg))) allPassed = false;
  }
};

console.log(`${legs.length} legs, ${atOnce} at once; each shows itself when it is over.`);
await Promise.all(Array.from({ length: atOnce }, runNext));
console.log(`\n${tally()}`);
process.exitCode = allPassed ? 0 : 1;
