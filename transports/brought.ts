let tries = 0;

/**
 * A module that is imported on demand. A browser remembers that it could not fetch one and never asks for that address again:
 * then it is asked for under another, which leads to the same file.
 */
export const brought = async <Module>(bring: () => Promise<Module>): Promise<Module> => {
  try {
    return await bring();
  } catch (error) {
    const [, address] = /dynamically imported module: (\S+)/.exec(String(error)) ?? [];
    if (!address) throw error;
    tries += 1;
    return import(/* webpackIgnore: true */ /* @vite-ignore */ `${address}#${tries}`);
  }
};
