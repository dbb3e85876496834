import { Observable, takeUntil, tap } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import { checkGiven, wrongOption } from '../../transports/checkOptions.js';

/** Options of {@link iterate}. */
export interface IterateOptions {
  /** Aborting ends the iteration; what was not asked for by then is dropped. */
  readonly signal?: AbortSignal;
  /** How many values may wait for the loop. @default 10000 */
  readonly capacity?: number;
}

/** An end that can be called for: by `end()`, and by the signal, whenever that was aborted. */
const ending = (signal?: AbortSignal) => {
  let over = false;
  let tell = (): void => {};
  const end = (): void => {
    over = true;
    tell();
  };
  const ended$ = new Observable<void>((subscriber) => {
    tell = () => subscriber.next();
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    return () => signal?.removeEventListener('abort', end);
  });
  return { end, ended$, isOver: () => over || signal?.aborted };
};

/**
 * Any Observable, for `for await`: it listens from the call on, so that nothing is lost before the first `next()`.
 * A loop that falls more than `capacity` values behind gets those, then a RangeError.
 * Leave it by `break`, `return()` or the signal, or it listens on.
 *
 * @throws TypeError that names what is wrong
 */
export const iterate = <T>(
  source$: Observable<T>,
  { signal, capacity = 10_000 }: IterateOptions = {},
): AsyncIterableIterator<T> => {
  if (typeof source$?.subscribe !== 'function') throw wrongOption('iterate', 'source$', 'an Observable');
  checkGiven('iterate', { signal, capacity }, { signal: { addEventListener: 'function' }, capacity: [1] });
  const { end, ended$, isOver } = ending(signal);
  let behind = 0;
  const count = (): void => {
    behind += 1;
    if (behind <= capacity) return;
    throw new RangeError(
      `The loop fell more than ${capacity} values behind. Do less in it, ask for fewer values, or raise the capacity.`,
    );
  };

  // Asking for the first value is what makes eachValueFrom subscribe.
  const values = eachValueFrom(source$.pipe(tap(count), takeUntil(ended$)));
  let first: Promise<IteratorResult<T>> | undefined = values.next();
  first.catch(() => {}); // Whoever asks for it gets the error; until then it is nobody's.

  const finish = async (): Promise<IteratorResult<T>> => ({ done: true, value: undefined });

  return {
    next() {
      if (isOver()) return finish();
      behind -= 1;
      const next = first ?? values.next();
      first = undefined;
      return next;
    },
    return() {
      end();
      return finish();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
