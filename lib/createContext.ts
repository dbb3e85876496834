import { BehaviorSubject, Subject } from 'rxjs';
import type { Rules } from '../streams/draft.js';
import type { WebChatEvent } from '../streams/events.js';
import { hideMatching } from '../streams/operators/hideMatching.js';
import { type Preprocessor, preprocess } from '../streams/operators/preprocess.js';
import { HookFailure } from '../streams/serviceFailure.js';
import { createSession } from '../streams/session.js';
import { idle } from '../streams/state.js';
import { wrongOption } from '../transports/checkOptions.js';
import type { TypingInput } from './bridges/typingInput.js';
import { owner, type Settings } from './checkServiceOptions.js';
import { type Context, tell } from './commands/context.js';
import { inOrder } from './inOrder.js';
import { sessionKeeper } from './sessionKeeper.js';
import { writing } from './writing.js';

/** What repeats requests is loaded with the first that may be repeated. */
const patient =
  (fetch: typeof globalThis.fetch, random: () => number): typeof globalThis.fetch =>
  async (...request) => {
    const { patientFetch } = await import('./patientFetch.js');
    return patientFetch(fetch, { random })(...request);
  };

/** Puts together what the commands work with. */
export const createContext = (
  settings: Settings,
  disposed$: Context['disposed$'],
  publish: (event: WebChatEvent) => void,
): Context => {
  const { environment, pollExceptionLimit, userData, store, name, async } = settings;
  const { fetch, XMLHttpRequest, random, now } = environment;
  const transport = settings.transport({ fetch, patientFetch: patient(fetch, random), XMLHttpRequest });
  const { poll, history, isPollException = () => false, isSessionLost = () => false } = transport;
  if (async && !history) throw wrongOption(owner, 'async', `left out: ${transport.name} has no asynchronous chats`);
  if (!async?.save !== !async?.load) throw wrongOption(owner, 'async', 'given save and load, or neither');
  const preprocessors: Preprocessor[] = [];
  const rules: Rules = { pollExceptionLimit, polls: !!poll, async: !!async, isPollException, isSessionLost };
  const session = createSession(idle(userData), rules, now, publish);
  return {
    session,
    transport,
    settings,
    preprocessors,
    keeper: sessionKeeper(
      store,
      `webchat-streams.${name}`,
      (error) => tell({ session }, { kind: 'hookFailed', failure: new HookFailure('store', error) }),
      !!async?.load,
    ),
    site: writing((always, error) => {
      const hook = always ? 'remove' : 'save';
      if (error) void tell({ session }, { kind: 'hookFailed', failure: new HookFailure(hook, error) });
    }),
    preview$: new BehaviorSubject<TypingInput | undefined>(undefined),
    uploads$: new Subject(),
    disposed$,
    takeIn: (frame$) =>
      frame$.pipe(
        hideMatching(() => session.state.filters),
        preprocess(() => preprocessors),
      ),
    inOrder: inOrder(),
  };
};
