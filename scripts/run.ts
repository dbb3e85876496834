import { spawn } from 'node:child_process';

/** Runs a program of node_modules/.bin or of the system with our output; resolves with its exit code. */
export const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const path = `node_modules/.bin:${process.env.PATH ?? ''}`;
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
