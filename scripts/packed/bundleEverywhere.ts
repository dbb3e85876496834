import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesIn } from '../examples.js';
import { runQuietly } from '../run.js';
import { bundlersIn, type Job } from './bundlers.js';
import { installBundlers } from './installBundlers.js';
import { lend } from './installPacked.js';

/** The first example of the README that is for a page. */
const firstExample = (): string => {
  const example = examplesIn('README.md', readFileSync('README.md', 'utf8')).find(({ text }) => /document/.test(text));
  if (!example) throw new Error('README.md has no example for a page.');
  return example.text;
};

/** What needs no optional package: a page, all that pages can import, and a chat in a test. */
const files = {
  page: firstExample(),
  all: ['', '/transports', '/cxbus', '/testing/scripted', '/global']
    .map((entry, place) => `export * as part${place} from 'webchat-streams${entry}';`)
    .join('\n'),
  test: `
    import { createWebChatService, gmsRest } from 'webchat-streams';
    import { startChatServer } from 'webchat-streams/testing';
    const chat = async () => {
      const server = await startChatServer();
      const service = createWebChatService({ transport: gmsRest({ dataURL: server.dataURL }), store: new Map() });
      await service.startChat({ nickname: 'Ada' });
      console.log((await server.desk.sessions()).length);
      await service.dispose();
      await server.close();
    };
    chat();`,
  cometd: `
    import { createWebChatService } from 'webchat-streams';
    import { gmsCometd } from 'webchat-streams/cometd';
    createWebChatService({ transport: gmsCometd({ cometURL: 'https://gms.example.com/genesys/cometd' }) });`,
};

/** The same build has to leave what is loaded later in files of its own. */
const chunksIn = (out: string): readonly string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?js$/.test(name));

/** A built test holds a whole chat with a built server. */
const runs = async (out: string): Promise<readonly string[]> => {
  const name = chunksIn(out).find((each) => /^test\.[cm]js$/.test(each)) ?? 'test';
  const { code, output } = await runQuietly('node', [join(out, name)]);
  return code === 0 && output.trim() === '1' ? [] : [`what was built does not run:\n${output}`];
};

/**
 * Builds the installed archive with the bundlers that readers have: all of it without an optional package, then
 * `webchat-streams/cometd` with `cometd` lent. A warning counts as an error. @returns 0 where nothing was wrong
 */
export const bundleEverywhere = async (folder: string): Promise<number> => {
  const cache = await installBundlers();
  if (cache === undefined) return 0;
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.mjs`), text);
  const bundlers = [...(await bundlersIn(cache))];
  let wrong = 0;
  const make = async (
    job: Omit<Job, 'out' | 'folder'>,
    check = async (_: string): Promise<readonly string[]> => [],
  ) => {
    for (const [name, bundle] of bundlers) {
      const out = join(folder, 'built', `${job.entries.join('-')} ${name}`);
      const problems = await bundle({ ...job, folder, out }).catch((failure) => [String(failure)]);
      for (const problem of problems.length > 0 ? problems : await check(out)) {
        console.error(`${name}, ${job.entries.join(', ')}: ${problem}`);
        wrong += 1;
      }
    }
  };
  const splits = async (out: string) =>
    chunksIn(out).length > 3 ? [] : ['what is loaded later is in no file of its own'];
  await make({ entries: ['page', 'all'] }, splits);
  await make({ entries: ['test'], node: true }, runs);
  lend(folder, ['cometd']);
  await make({ entries: ['cometd'] }, splits);
  if (wrong === 0) console.log(`built by ${bundlers.map(([name]) => name).join(', ')}`);
  return wrong === 0 ? 0 : 1;
};
