import { BehaviorSubject } from 'rxjs';
import type { Rules } from '../streams/draft.js';
import { hideMatching } from '../streams/operators/hideMatching.js';
import { type Preprocessor, preprocess, preprocessed } from '../streams/operators/preprocess.js';
import { HookFailure } from '../streams/serviceFailure.js';
import { createSession } from '../streams/session.js';
import type { TypingInput } from './bridges/typingInput.js';
import { type Context, tell } from './commands/context.js';
import type { Parts } from './engine.js';
import { inOrder } from './inOrder.js';
import { sessionKeeper } from './sessionKeeper.js';
import { storeKey } from './storeKey.js';
import { writing } from './writing.js';

/** Puts together what the commands work with. */
export const createContext = (parts: Parts, disposed$: Context['disposed$']): Context => {
  const { settings, transport, state$, uploads$, publish } = parts;
  const { environment, pollExceptionLimit, store, name, async } = settings;
  const { poll, isPollException = () => false, isSessionLost = () => false } = transport;
  const preprocessors: Preprocessor[] = [];
  const rules: Rules = {
    pollExceptionLimit,
    polls: !!poll,
    async: !!async,
    isPollException,
    isSessionLost,
    shown: (message, onFailure) => preprocessed(message, preprocessors, onFailure),
  };
  const session = createSession(state$, rules, environment.now, publish);
  const failed = (hook: string, error: unknown) =>
    tell({ session }, { kind: 'hookFailed', failure: new HookFailure(hook, error) });
  return {
    session,
    transport,
    settings,
    preprocessors,
    keeper: sessionKeeper(store, storeKey(name), (error) => failed('store', error), !!async?.load),
    site: writing((always, error) => error && failed(always ? 'remove' : 'save', error)),
    preview$: new BehaviorSubject<TypingInput | undefined>(undefined),
    uploads$,
    disposed$,
    takeIn: (frame$) =>
      frame$.pipe(
        hideMatching(() => session.state.filters),
        preprocess(() => preprocessors),
      ),
    inOrder: inOrder(),
  };
};
