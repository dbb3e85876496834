import type { Engine, Parts } from './engine.js';
import { type Loadable, loadedOnce } from './loadedOnce.js';

type Code = Pick<typeof import('./engine.js'), 'createEngine'>;

/** All services of a page share it. */
const engineCode: Loadable<Code> = /* @__PURE__ */ loadedOnce(() => import('./engine.js'));

/** An engine that is made when it is first used: most pages never see a chat. */
export interface LazyEngine {
  readonly isMade: boolean;
  /** Rejects with `Offline` where its code cannot be loaded. */
  use<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

export const engineOnDemand = (parts: Parts, source = engineCode): LazyEngine => {
  let engine: Engine | undefined;
  let over = false;
  return {
    get isMade() {
      return engine !== undefined;
    },
    // At once, where the code is here.
    async use(work) {
      const { createEngine } = source.code ?? (await source.load());
      if (!engine) {
        engine = createEngine(parts);
        // It says so itself, command by command.
        if (over) void engine.dispose();
      }
      return work(engine);
    },
    async dispose() {
      over = true;
      await engine?.dispose();
    },
  };
};
