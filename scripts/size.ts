import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { globalBuild } from './globalBuild.js';
import { measure } from './measure.js';
import { kB, type SizeTexts, sizeLine, sizeTable, type Weighed, withSizes, wrongSizes } from './sizeTexts.js';
import { transportSizes } from './transportSizes.js';
import { version } from './version.js';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, files: { type: 'boolean', default: false } },
});

/**
 * What they must not grow beyond; lowered with every kB that goes. kB are 1000 bytes, minified and gzipped.
 * `whole` and `bare` (without RxJS) load with the page, `chat` is all of it once somebody chats, `script` is the script tag's file.
 */
const limits = { whole: 12.4, bare: 8.1, chat: 26.2, script: 23.8 };
const entry = `
  export { createWebChatService } from './lib/index.js';
  export { gmsRest } from './transports/index.js';
`;

const whole = await measure({ entry });
const bare = await measure({ entry, without: ['rxjs'] });
const chat = await measure({ entry, onDemand: /\/engine\.js$/ });
const es5 = await measure({ entry, conditions: [] });

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

const scripts: Weighed[] = (await globalBuild(version))
  .filter(({ name }) => !name.endsWith('.map'))
  .map(({ name, text }) => ({ what: name, bytes: gzipSync(text, { level: 9 }).length }));
for (const { what, bytes } of scripts) console.log(`  ${what.padEnd(34)} ${kB(bytes).padStart(5)} kB`);
const tag = scripts.find(({ what }) => what === 'webchat-streams.global.js');
if (!tag || tag.bytes > limits.script * 1000) problems.push(`the script tag's file is larger than ${limits.script} kB`);

// `npm run size -- --files` tells which.
if (whole.gzip > limits.whole * 1000) problems.push(`with RxJS it is larger than ${limits.whole} kB`);
if (bare.gzip > limits.bare * 1000) problems.push(`without RxJS it is larger than ${limits.bare} kB`);
if (chat.gzip > limits.chat * 1000) problems.push(`once somebody chats it is larger than ${limits.chat} kB`);

const texts: SizeTexts = {
  size: sizeLine(whole.gzip, bare.gzip, chat.gzip),
  'size-table': sizeTable([
    { what: 'with the page, RxJS included', bytes: whole.gzip },
    { what: "the same where the bundler takes RxJS's ES5 build (no `es2015` among its conditions)", bytes: es5.gzip },
    { what: 'the same without RxJS', bytes: bare.gzip },
    { what: 'once somebody chats, RxJS included', bytes: chat.gzip },
    ...each.map(({ name, own }) => ({ what: `of that, \`${name}\``, bytes: own })),
    ...scripts.map(({ what, bytes }) => ({ what: `\`${what}\``, bytes })),
  ]),
};
const readme = readFileSync('README.md', 'utf8');
if (values.write) writeFileSync('README.md', withSizes(readme, texts));
else {
  for (const wrong of wrongSizes(readme, texts)) problems.push(`README.md ${wrong}. Run: npm run size -- --write`);
}

for (const problem of problems) console.error(`size: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
