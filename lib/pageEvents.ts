import { EMPTY, filter, map } from 'rxjs';
import { merge } from '../streams/merge.js';
import { listen, type Target } from './listen.js';
import type { Environment } from './options.js';

/** What is read of the global object: a page has all of it, workers and Node a part. */
export interface PageEventsHost extends Partial<Target> {
  readonly document?: Target & Pick<Document, 'hidden'>;
}

const isTarget = (host: Partial<Target>): host is Target => typeof host.addEventListener === 'function';

/** What the page tells by its events: that the network may be back, and whether it is seen. */
export const pageEvents = (host: PageEventsHost = globalThis): Pick<Environment, 'online$' | 'hidden$'> => {
  const { document } = host;
  const turned$ = document ? listen(document, 'visibilitychange') : EMPTY;
  const isHidden = () => document?.hidden ?? false;
  return {
    online$: merge(
      isTarget(host) ? merge(listen(host, 'online'), listen(host, 'pageshow')) : EMPTY,
      turned$.pipe(filter(() => !isHidden())),
    ),
    // The first value says how the page is now.
    hidden$: merge([0], turned$).pipe(map(isHidden)),
  };
};
