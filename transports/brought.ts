import { notLoaded } from './notLoaded.js';

/** Where a module was found that could not be fetched from its own address. */
const elsewhere = new Map<string, string>();
let tries = 0;

/**
 * A module that is imported on demand. A browser remembers that it could not fetch one and never asks for that address again:
 * then it is asked for under another, which leads to the same file. (What the module itself imports has its own address only.)
 * Fails with `Offline`.
 */
export const brought = async <Module>(bring: () => Promise<Module>): Promise<Module> => {
  let trouble: unknown;
  try {
    return await bring();
  } catch (error) {
    trouble = error;
  }
  try {
    const [, address] = /dynamically imported module: (\S+)/.exec(String(trouble)) ?? [];
    if (!address) throw trouble;
    tries += 1;
    const other = elsewhere.get(address) ?? `${address}#${tries}`;
    const module = await import(/* webpackIgnore: true */ /* @vite-ignore */ other);
    elsewhere.set(address, other);
    return module;
  } catch (error) {
    throw notLoaded(error);
  }
};
