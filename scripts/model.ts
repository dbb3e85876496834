import { parseArgs } from 'node:util';
import { minimised } from '../spec/model/minimise.js';
import { loadModel } from '../spec/model/loadModel.js';
import { type Schedule, scheduleOf, type TransportName } from '../spec/model/schedule.js';

const { run } = await loadModel();
const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'gmsRest' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '150' },
    trace: { type: 'boolean', default: false },
  },
});
const names: readonly TransportName[] = ['gmsRest', 'gmsCometd', 'v3Rest'];
const transport = names.find((name) => name === values.transport) ?? 'gmsRest';
const first = Number(values.seed);
const count = Number(values.count);
const kinds = new Map<string, { count: number; seed: number; words: string }>();
const begun = performance.now();
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const { wrong } = await run(transport, scheduleOf(transport, seed));
  if (wrong.length > 0) failed += 1;
  for (const words of new Set(wrong)) {
    const kind = words.split(':')[0] ?? '';
    const known = kinds.get(kind);
    kinds.set(kind, known ? { ...known, count: known.count + 1 } : { count: 1, seed, words });
  }
  if ((seed - first + 1) % 100 === 0) console.error(`${seed - first + 1} schedules, ${failed} failed, ${((performance.now() - begun) / (seed - first + 1)).toFixed(1)} ms each`);
}
console.log(`${transport}: ${count} schedules from seed ${first}, ${failed} failed, ${((performance.now() - begun) / count).toFixed(1)} ms each`);
for (const [kind, { count: times, seed, words }] of kinds) {
  console.log(`\n${kind}: ${times} times, first with seed ${seed}: ${words}`);
  const least: Schedule = await minimised(scheduleOf(transport, seed), async (schedule) =>
    (await run(transport, schedule)).wrong.some((each) => each.startsWith(`${kind}:`)),
  );
  for (const happening of least.happenings) console.log(`  ${JSON.stringify(happening)}`);
  const { wrong, trace } = await run(transport, least, { traces: true });
  for (const each of wrong) console.log(`  -> ${each}`);
  if (values.trace) for (const line of trace) console.log(`     ${line.slice(0, 300)}`);
}
