import { BehaviorSubject } from 'rxjs';
import type { Rules } from '../streams/draft.js';
import { hideMatching } from '../streams/operators/hideMatching.js';
import { type Preprocessor, preprocess, preprocessed } from '../streams/operators/preprocess.js';
import { HookFailure } from '../streams/serviceFailure.js';
import { createSession } from '../streams/session.js';
import type { TypingInput } from './bridges/typingInput.js';
import { type Context, reportTo } from './commands/context.js';
import type { Parts } from './engine.js';
import { guarded, type Report } from './guarded.js';
import { inOrder } from './inOrder.js';
import { sessionKeeper } from './sessionKeeper.js';
import { storeKey } from './storeKey.js';
import { writing } from './writing.js';

const no = (): boolean => false;

/** Puts together what the commands work with. */
export const createContext = (parts: Parts, disposed$: Context['disposed$']): Context => {
  const { settings, transport, state$, uploads$, publish } = parts;
  const { environment, pollExceptionLimit, store, name, async } = settings;
  const { poll, isPollException = no, isSessionLost = no } = transport;
  const preprocessors: Preprocessor[] = [];
  const report: Report = (failure) => reportTo({ session })(failure);
  const rules: Rules = {
    pollExceptionLimit,
    polls: !!poll,
    async: !!async,
    isPollException: guarded('isPollException', isPollException, no, report),
    isSessionLost: guarded('isSessionLost', isSessionLost, no, report),
    shown: (message, onFailure) => preprocessed(message, preprocessors, onFailure),
  };
  const session = createSession(state$, rules, environment.now, publish);
  return {
    session,
    transport,
    settings,
    preprocessors,
    keeper: sessionKeeper(store, storeKey(name), (error) => report(new HookFailure('store', error)), !!async?.load),
    site: writing((always, error) => {
      const hook = always ? 'remove' : 'save';
      if (error) report(new HookFailure(hook, error));
    }),
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
