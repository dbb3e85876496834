import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type AngularVersion, bundleForNode } from '../angular/bundleExample.js';

/** What came of a rendering. */
export interface Rendered {
  readonly html: string;
  /** What it reached for and must not. */
  readonly touched: readonly string[];
  /** Timers, connections and the like that it left. */
  readonly left: readonly string[];
}

const entry = fileURLToPath(new URL('./renderOnServer.ts', import.meta.url));

/** Renders the example into a page, in a process that has to end by itself. */
export const rendered = async (version: AngularVersion, page: string): Promise<Rendered> => {
  const folder = await mkdtemp(join(tmpdir(), 'rendered-'));
  try {
    const script = join(folder, 'render.mjs');
    await bundleForNode(version, entry, script);
    const { stdout } = await promisify(execFile)(process.execPath, [script, page], { timeout: 20_000 });
    return JSON.parse(stdout.slice(stdout.indexOf('{"html"')));
  } finally {
    await rm(folder, { recursive: true });
  }
};
