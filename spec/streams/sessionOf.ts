import { BehaviorSubject, Subject } from 'rxjs';
import type { Rules } from '../../streams/draft.js';
import type { WebChatEvent } from '../../streams/events.js';
import { createSession } from '../../streams/session.js';
import type { SessionState } from '../../streams/state.js';
import { rules } from './transitionTable.js';

/** A session that begins in a state, and what it publishes. */
export const sessionOf = (initial: SessionState, more: Partial<Rules> = {}) => {
  const published = new Subject<WebChatEvent>();
  const names: string[] = [];
  const session = createSession(
    new BehaviorSubject(initial),
    { ...rules, ...more },
    () => Date.now(),
    (event) => {
      names.push(event.name);
      published.next(event);
    },
  );
  return { session, names, published$: published.asObservable() };
};
