import { type SpawnOptions, spawn } from 'node:child_process';

const begin = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, stdio: SpawnOptions['stdio']) => {
  const path = `node_modules/.bin:${process.env.PATH ?? ''}`;
  const child = spawn(command, args, { stdio, env: { ...process.env, PATH: path, ...env } });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  return { child, ended };
};

/** Runs a program of node_modules/.bin or of the system with our output; resolves with its exit code. */
export const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> =>
  begin(command, args, env, 'inherit').ended;

/** What a program said, errors and all, and how it ended. */
export interface Heard {
  readonly code: number;
  readonly output: string;
}

/** The same, with its output kept instead of shown. */
export const runQuietly = async (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Heard> => {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const { child, ended } = begin(command, args, { ...colours, ...env }, ['ignore', 'pipe', 'pipe']);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await ended;
  return { code, output: Buffer.concat(chunks).toString() };
};
