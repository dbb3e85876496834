import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { proofFolder, readLegs } from '../spec/support/proofFile.js';
import { type LegCommand, legs } from './legs.js';
import { run } from './run.js';
import { tally } from './tally.js';

/** Runs one leg; what it leaves in .proofs replaces what its last run left there. */
const runLeg = async ({ leg, command, args }: LegCommand): Promise<boolean> => {
  console.log(`\n── ${leg} ──`);
  rmSync(join(proofFolder, `${leg}.json`), { force: true });
  const code = await run(command, args, { PROOFS_LEG: leg });
  const reported = readLegs().some((kept) => kept.leg === leg);
  if (!reported) console.error(`The leg "${leg}" left no ${join(proofFolder, `${leg}.json`)}: it counts as failed.`);
  return code === 0 && reported;
};

let allPassed = true;
for (const leg of legs) {
  if (!(await runLeg(leg))) allPassed = false;
}
console.log(`\n${tally()}`);
process.exitCode = allPassed ? 0 : 1;
