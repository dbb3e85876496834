import { SessionDisposed } from '../streams/sessionDisposed.js';
import type { Engine, Parts } from './engine.js';
import { type Loadable, loadedOnce } from './loadedOnce.js';

interface Code {
  createEngine(parts: Parts): Engine;
}

/** All services of a page share it. */
const engineCode: Loadable<Code> = /* @__PURE__ */ loadedOnce(() => import('./engine.js'));

/** The same with the option `async`. */
const asyncEngineCode: Loadable<Code> = /* @__PURE__ */ loadedOnce(() => import('./asyncEngine.js'));

/** An engine that is made when it is first used: most pages never see a chat. */
export interface LazyEngine {
  readonly isMade: boolean;
  /** Rejects with `Offline` where its code cannot be loaded, and with `SessionDisposed` where it was never made. */
  use<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

export const engineOnDemand = (
  parts: Parts,
  source = parts.settings.async ? asyncEngineCode : engineCode,
): LazyEngine => {
  let engine: Engine | undefined;
  let over = false;
  let waiting = 0;
  /** At once where the code is here, but not before those who wait for it. */
  const codeInTurn = async (): Promise<Code> => {
    waiting += 1;
    try {
      return await source.load();
    } finally {
      waiting -= 1;
    }
  };
  const make = ({ createEngine }: Code): Engine => {
    if (over) throw new SessionDisposed();
    return createEngine(parts);
  };
  return {
    get isMade() {
      return engine !== undefined;
    },
    async use(work) {
      if (over && !engine) throw new SessionDisposed();
      if (!engine || waiting > 0) {
        const code = waiting === 0 && source.code ? source.code : await codeInTurn();
        engine ??= make(code);
      }
      return work(engine);
    },
    async dispose() {
      over = true;
      await engine?.dispose();
    },
  };
};
