import { parseArgs } from 'node:util';
import { hunt } from '../spec/model/hunt.js';
import { loadModel } from '../spec/model/loadModel.js';
import { transportNamed, transportNames } from '../spec/reference/abilities.js';

const usage = `npm run model -- [--transport ${transportNames.join('|')}] [--seed 1] [--count 150] [--trace]`;

const { values } = parseArgs({
  options: {
    transport: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '150' },
    trace: { type: 'boolean', default: false },
  },
});
const [seed, count] = [values.seed, values.count].map(Number);
if (seed === undefined || count === undefined || !Number.isInteger(seed) || !(count > 0)) throw new Error(usage);
const chosen = values.transport === undefined ? transportNames : [transportNamed(values.transport)];
const { run } = await loadModel();
let allWell = true;
for (const transport of chosen) {
  const begun = performance.now();
  const progress = (done: number, failed: number): void => {
    if (done % 100 > 0 && done < count) return;
    const each = ((performance.now() - begun) / done).toFixed(1);
    console.error(`${transport}: ${done} of ${count} schedules, ${failed} failed, ${each} ms each`);
  };
  const { failed, finds } = await hunt(run, transport, { seed, count, progress });
  console.log(`${transport}: ${count} schedules from seed ${seed}, ${failed} failed`);
  for (const find of finds) {
    const lines = values.trace ? find.lines : find.lines.filter((line) => !line.startsWith('      '));
    console.log(`\n${find.kind}: ${find.times} times, first with seed ${find.seed}\n${lines.join('\n')}`);
  }
  if (failed > 0) allWell = false;
}
process.exitCode = allWell ? 0 : 1;
