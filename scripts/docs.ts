import { parseArgs } from 'node:util';
import { buildSite } from './site/buildSite.js';

const { values } = parseArgs({ options: { pictures: { type: 'boolean', default: false }, look: { type: 'string' } } });

// Both want Chromium; building the site does not.
if (values.pictures) await (await import('./site/takePictures.js')).takePictures('scripts/site/pictures');
const { pages, problems } = await buildSite('dist-site');
for (const problem of problems) console.error(problem);
console.log(`dist-site: ${pages} pages, ${problems.length} problems`);
const seen =
  values.look === undefined ? [] : await (await import('./site/lookAtSite.js')).lookAtSite('dist-site', values.look);
for (const problem of seen) console.error(problem);
process.exitCode = problems.length + seen.length === 0 ? 0 : 1;
