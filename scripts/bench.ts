import { busPublish } from './bench/busPublish.js';
import type { Bench } from './bench/figure.js';
import { report } from './bench/report.js';

const benches: readonly Bench[] = [busPublish];

// `npx tsx scripts/bench.ts bus` measures what has "bus" in its name.
const [only = ''] = process.argv.slice(2);
process.exitCode = (await report(benches, only)) ? 0 : 1;
