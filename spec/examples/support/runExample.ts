import { spawn } from 'node:child_process';
import { exampleAt } from './exampleFiles.js';

/** How an example ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a TypeScript example in a Node of its own, as its reader would with tsx. @param args Node's own before the file */
export const runExample = (args: readonly string[], path: string, ...more: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args, exampleAt(path), ...more], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
