import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measure } from './measure.js';
import { transportSizes } from './transportSizes.js';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, files: { type: 'boolean', default: false } },
});

/** What it is to become. kB are 1000 bytes, minified and gzipped. */
const goals = { whole: 16, bare: 9 };
/** What it must not grow beyond meanwhile; lowered with every kB that goes. */
const limits = { whole: 20.7, bare: 15.6 };
const entry = `
  export { createWebChatService } from './lib/index.js';
  export { gmsRest } from './transports/index.js';
`;

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
const whole = await measure({ entry });
const bare = await measure({ entry, without: ['rxjs'] });
const everything = await measure({ entry, onDemand: true });

const ringOf = (part: string): string => (part.includes('/') ? (part.split('/')[0] ?? part) : part);
const rings = new Map<string, number>();
for (const [part, bytes] of whole.parts) rings.set(ringOf(part), (rings.get(ringOf(part)) ?? 0) + bytes);

const list = (parts: Iterable<[string, number]>): void => {
  for (const [part, bytes] of [...parts].filter(([, each]) => each > 0).sort(([, one], [, other]) => other - one)) {
    console.log(`  ${part.padEnd(44)} ${String(bytes).padStart(7)} B minified`);
  }
};

console.log('min+gzip, one transport, every option at its default\n');
list(rings);
if (values.files) {
  console.log('');
  list(whole.parts);
}
console.log(`
  with RxJS                ${kB(whole.gzip).padStart(5)} kB, limit ${limits.whole} kB, goal ${goals.whole} kB (${whole.gzip} B)
  without                  ${kB(bare.gzip).padStart(5)} kB, limit ${limits.bare} kB, goal ${goals.bare} kB (${bare.gzip} B)
  with all that loads later ${kB(everything.gzip).padStart(4)} kB
`);

const problems: string[] = [];
const { each, all } = await transportSizes();
for (const { name, own, strangers } of each) {
  console.log(`  ${name.padEnd(23)} ${kB(own).padStart(5)} kB beside the core`);
  for (const stranger of strangers) problems.push(`${name} brings ${stranger} along`);
}
console.log(`  ${'all three'.padEnd(23)} ${kB(all).padStart(5)} kB beside the core\n`);

// `npm run size -- --files` tells which.
if (whole.gzip > limits.whole * 1000) problems.push(`with RxJS it is larger than ${limits.whole} kB`);
if (bare.gzip > limits.bare * 1000) problems.push(`without RxJS it is larger than ${limits.bare} kB`);

// <!-- size -->**15.2 kB** min+gzip with RxJS, **8.7 kB** without<!-- /size -->
const marker = /<!-- size -->[\s\S]*?<!-- \/size -->/;
const figures = `**${kB(whole.gzip)} kB** min+gzip with RxJS, **${kB(bare.gzip)} kB** without`;
const readme = readFileSync('README.md', 'utf8');
const said = marker.exec(readme)?.[0];
if (said === undefined) {
  problems.push('README.md has no <!-- size -->…<!-- /size -->');
} else if (values.write) {
  writeFileSync('README.md', readme.replace(marker, `<!-- size -->${figures}<!-- /size -->`));
} else {
  // zlib differs by a few bytes from Node to Node.
  const [saidWhole, saidBare] = [...said.matchAll(/\*\*([\d.]+) kB\*\*/g)].map(([, figure]) => Number(figure) * 1000);
  const agrees = (figure: number | undefined, bytes: number): boolean => Math.abs((figure ?? 0) - bytes) <= 100;
  if (!agrees(saidWhole, whole.gzip) || !agrees(saidBare, bare.gzip)) {
    problems.push(`README.md says "${said}", measured: ${figures}. Run: npm run size -- --write`);
  }
}

for (const problem of problems) console.error(`size: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
