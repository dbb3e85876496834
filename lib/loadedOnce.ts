import { brought } from '../transports/brought.js';

/** Code that loads later. */
export interface Loadable<Code> {
  /** Once it is here. */
  readonly code: Code | undefined;
  /** Rejects with `Offline` where it cannot be loaded; whoever asks next tries again. */
  load(): Promise<Code>;
}

/** Loads code once, for all who ask. */
export const loadedOnce = <Code>(bring: () => Promise<Code>): Loadable<Code> => {
  let code: Code | undefined;
  let coming: Promise<Code> | undefined;
  const tried = async (): Promise<Code> => {
    try {
      code = await brought(bring);
      return code;
    } catch (failure) {
      coming = undefined;
      throw failure;
    }
  };
  return {
    get code() {
      return code;
    },
    load() {
      coming ??= tried();
      return coming;
    },
  };
};
