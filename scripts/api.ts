import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { firstDifference } from './firstDifference.js';
import { flattenedApi } from './flattenedApi.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const file = 'spec/reference/api.d.txt';

const now = flattenedApi([
  'lib/index.ts',
  'transports/index.ts',
  'transports/gmsCometd/index.ts',
  'lib/bridges/cxBus/index.ts',
  'lib/bridges/angular/index.ts',
  'spec/chatServer/testing.ts',
]);
if (!values.check) {
  writeFileSync(file, now);
  console.log(`${file}: ${now.split('\n').length} lines`);
} else {
  const difference = firstDifference(existsSync(file) ? readFileSync(file, 'utf8') : '', now);
  if (difference !== undefined) {
    console.error(
      `The public types have changed.\n${difference}\nIf that is meant: npm run api, and say it in CHANGELOG.md`,
    );
    process.exitCode = 1;
  } else {
    console.log(`The public types are those of ${file}`);
  }
}
