import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program to its end. */
export const execute = promisify(execFile);

/** Runs git in a folder; resolves with what it prints, rejects with what it complains of. */
export const git = async (folder: string, ...args: readonly string[]): Promise<string> =>
  (await execute('git', [...args], { cwd: folder })).stdout.trimEnd();
