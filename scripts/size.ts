import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { globalBuild } from './globalBuild.js';
import { measure } from './measure.js';
import { transportSizes } from './transportSizes.js';
import { version } from './version.js';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, files: { type: 'boolean', default: false } },
});

/**
 * What they must not grow beyond; lowered with every kB that goes. kB are 1000 bytes, minified and gzipped.
 * `whole` and `bare` (without RxJS) load with the page, `chat` is all of it once somebody chats, `script` is the script tag's file.
 */
const limits = { whole: 13, bare: 7.6, chat: 24.8, script: 24 };
const entry = `
  export { createWebChatService } from './lib/index.js';
  export { gmsRest } from './transports/index.js';
`;

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
const whole = await measure({ entry });
const bare = await measure({ entry, without: ['rxjs'] });
const chat = await measure({ entry, onDemand: /\/engine\.js$/ });

const ringOf = (part: string): string => (part.includes('/') ? (part.split('/')[0] ?? part) : part);
const rings = new Map<string, number>();
for (const [part, bytes] of whole.parts) rings.set(ringOf(part), (rings.get(ringOf(part)) ?? 0) + bytes);

const list = (parts: Iterable<[string, number]>): void => {
  for (const [part, bytes] of [...parts].filter(([, each]) => each > 0).sort(([, one], [, other]) => other - one)) {
    console.log(`  ${part.padEnd(44)} ${String(bytes).padStart(7)} B minified`);
  }
};

console.log('min+gzip, one transport, every option at its default; by ring what loads with the page:\n');
list(rings);
if (values.files) {
  console.log('');
  list(whole.parts);
}
console.log(`
  with the page            ${kB(whole.gzip).padStart(5)} kB, limit ${limits.whole} kB (${whole.gzip} B)
  of that without RxJS     ${kB(bare.gzip).padStart(5)} kB, limit ${limits.bare} kB (${bare.gzip} B)
  once somebody chats      ${kB(chat.gzip).padStart(5)} kB, limit ${limits.chat} kB (${chat.gzip} B)
`);

const problems: string[] = [];
const { each, all } = await transportSizes();
for (const { name, own, strangers } of each) {
  console.log(`  ${name.padEnd(23)} ${kB(own).padStart(5)} kB beside the core`);
  for (const stranger of strangers) problems.push(`${name} brings ${stranger} along`);
}
console.log(`  ${'all three'.padEnd(23)} ${kB(all).padStart(5)} kB beside the core\n`);

for (const { name, text } of await globalBuild(version)) {
  if (name.endsWith('.map')) continue;
  const { length } = gzipSync(text, { level: 9 });
  console.log(`  ${name.padEnd(34)} ${kB(length).padStart(5)} kB`);
  if (name === 'webchat-streams.global.js' && length > limits.script * 1000) {
    problems.push(`${name} is larger than ${limits.script} kB`);
  }
}

// `npm run size -- --files` tells which.
if (whole.gzip > limits.whole * 1000) problems.push(`with RxJS it is larger than ${limits.whole} kB`);
if (bare.gzip > limits.bare * 1000) problems.push(`without RxJS it is larger than ${limits.bare} kB`);
if (chat.gzip > limits.chat * 1000) problems.push(`once somebody chats it is larger than ${limits.chat} kB`);

const marker = /<!-- size -->[\s\S]*?<!-- \/size -->/;
const figures = `**${kB(whole.gzip)} kB** min+gzip with RxJS, **${kB(bare.gzip)} kB** without, **${kB(chat.gzip)} kB** with RxJS once somebody chats`;
const readme = readFileSync('README.md', 'utf8');
const said = marker.exec(readme)?.[0];
if (said === undefined) {
  problems.push('README.md has no <!-- size -->…<!-- /size -->');
} else if (values.write) {
  writeFileSync('README.md', readme.replace(marker, `<!-- size -->${figures}<!-- /size -->`));
} else {
  // zlib differs by a few bytes from Node to Node.
  const [saidWhole, saidBare, saidChat] = [...said.matchAll(/\*\*([\d.]+) kB\*\*/g)].map(
    ([, figure]) => Number(figure) * 1000,
  );
  const agrees = (figure: number | undefined, bytes: number): boolean => Math.abs((figure ?? 0) - bytes) <= 100;
  if (!agrees(saidWhole, whole.gzip) || !agrees(saidBare, bare.gzip) || !agrees(saidChat, chat.gzip)) {
    problems.push(`README.md says "${said}", measured: ${figures}. Run: npm run size -- --write`);
  }
}

for (const problem of problems) console.error(`size: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
