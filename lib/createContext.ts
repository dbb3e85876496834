import { BehaviorSubject } from 'rxjs';
import type { Rules } from '../streams/draft.js';
import { deduplicate } from '../streams/operators/deduplicate.js';
import { hideMatching } from '../streams/operators/hideMatching.js';
import { type Preprocessor, preprocess, preprocessed } from '../streams/operators/preprocess.js';
import { HookFailure } from '../streams/serviceFailure.js';
import { createSession } from '../streams/session.js';
import type { TypingInput } from './bridges/typingInput.js';
import { type Context, reportTo } from './commands/context.js';
import type { AsyncCode, Parts } from './engine.js';
import { guarded, type Report } from './guarded.js';
import { inOrder } from './inOrder.js';
import { sessionKeeper } from './sessionKeeper.js';
import { storeKey } from './storeKey.js';
import { writing } from './writing.js';

const no = (): boolean => false;

/** What the transition must know of the options and the transport. */
const rulesOf = ({ settings, transport }: Parts, preprocessors: readonly Preprocessor[], report: Report): Rules => {
  const { poll, bots = true, isPollException = no, isSessionLost = no } = transport;
  return {
    pollExceptionLimit: settings.pollExceptionLimit,
    polls: !!poll,
    async: !!settings.async,
    bots,
    isPollException: guarded('isPollException', isPollException, no, report),
    isSessionLost: guarded('isSessionLost', isSessionLost, no, report),
    shown: (message, onFailure) => preprocessed(message, preprocessors, onFailure),
  };
};

/** Puts together what the commands work with. */
export const createContext = (parts: Parts, disposed$: Context['disposed$'], asyncCode?: AsyncCode): Context => {
  const { settings, transport, state$, uploads$, publish } = parts;
  const { environment, store, name, async } = settings;
  const preprocessors: Preprocessor[] = [];
  const report: Report = (failure) => reportTo({ session })(failure);
  const session = createSession(state$, rulesOf(parts, preprocessors, report), environment.now, publish);
  return {
    session,
    transport,
    settings,
    asyncCode,
    preprocessors,
    keeper: sessionKeeper(store, storeKey(name), (error) => report(new HookFailure('store', error)), !!async?.load),
    site: writing((always, error) => error && report(new HookFailure(always ? 'remove' : 'save', error))),
    preview$: new BehaviorSubject<TypingInput | undefined>(undefined),
    typed: {},
    uploads$,
    disposed$,
    takeIn: (frame$) =>
      frame$.pipe(
        deduplicate(() => ('seen' in session.state ? session.state.seen : undefined)),
        hideMatching(() => session.state.filters),
        preprocess(() => preprocessors),
      ),
    inOrder: inOrder(),
  };
};
