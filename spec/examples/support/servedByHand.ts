import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AngularVersion } from '../angular/bundleExample.js';

const script = fileURLToPath(new URL('../angular/serve.ts', import.meta.url));

/** What `npm run example:angular` runs, and where it says that the example is. */
export const servedByHand = async (version: AngularVersion) => {
  const args = ['--import', 'tsx', script, '--version', version];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    url: /http:\S+/.exec(String(line))?.[0] ?? '',
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
    },
  };
};
