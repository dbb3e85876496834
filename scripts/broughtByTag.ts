import { notLoaded } from '../transports/notLoaded.js';

/** What stands for `brought` in the script-tag build: its files are scripts, which a browser asks for again by itself. */
export const brought = <Module>(bring: () => Promise<Module>): Promise<Module> =>
  bring().catch((cause: unknown) => {
    throw notLoaded(cause);
  });
