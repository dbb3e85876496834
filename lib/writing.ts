import { firstValueFrom } from 'rxjs';
import { inTime } from './inTime.js';

type Work = () => unknown;

/** A place in the row; what newer work made needless has left it. */
interface Place {
  work?: Work | undefined;
}

/** What is written elsewhere, one piece of work after the other. */
export interface Writing {
  /** Of those that wait the newest only is done; with `always` it is done whatever comes behind it. */
  put(work: Work, always?: boolean): void;
  /** Resolves when everything is done, or has been given up. */
  settled(): Promise<void>;
}

/**
 * @param ended called after each piece of work, with its `always`, and with the error if it failed or took too long. Called again
 * without an error if the work succeeds late
 */
export const writing = (ended: (always: boolean, error?: unknown) => unknown): Writing => {
  let waiting: Place | undefined;
  let last: Work | undefined;
  let done = Promise.resolve();
  const run = async (work: Work, always: boolean): Promise<void> => {
    last = work;
    const writes = (async () => work())();
    try {
      await firstValueFrom(inTime(() => writes));
      ended(always);
    } catch (error) {
      ended(always, error);
      writes.then(
        () => {
          ended(always);
          // What lands late must not overwrite what came after it.
          if (last && last !== work) put(last);
        },
        () => undefined,
      );
    }
  };
  const put = (work: Work, always = false): void => {
    if (waiting && !always) {
      waiting.work = work;
      return;
    }
    // What waited is older than this, and what comes behind it has a place of its own.
    if (waiting) waiting.work = undefined;
    const place: Place = { work };
    waiting = always ? undefined : place;
    done = done.then(() => {
      if (waiting === place) waiting = undefined;
      return place.work && run(place.work, always);
    });
  };
  return { put, settled: () => done };
};
