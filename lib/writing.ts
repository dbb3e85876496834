import { firstValueFrom } from 'rxjs';
import { inTime } from './inTime.js';

type Work = () => unknown;

/** What is written elsewhere, one piece of work after the other. */
export interface Writing {
  /** Of those that wait the newest only is done; with `always` it is done whatever comes behind it. */
  put(work: Work, always?: boolean): void;
  /** Resolves when everything is done, or has been given up. */
  settled(): Promise<void>;
}

/** @param ended told of each piece of work, with the error if it failed or took too long */
export const writing = (ended: (error?: unknown) => unknown): Writing => {
  let next: Work | undefined;
  let last: Work | undefined;
  let done = Promise.resolve();
  const run = async (work: Work): Promise<void> => {
    last = work;
    const writes = (async () => work())();
    try {
      await firstValueFrom(inTime(() => writes));
      ended();
    } catch (error) {
      ended(error);
      // What lands late must not stand behind what came after it.
      writes.then(
        () => last && last !== work && put(last),
        () => undefined,
      );
    }
  };
  const runNext = async (): Promise<void> => {
    const work = next;
    next = undefined;
    if (work) await run(work);
  };
  const put = (work: Work, always = false): void => {
    if (always) {
      next = undefined;
      done = done.then(() => run(work));
    } else {
      if (!next) done = done.then(runNext);
      next = work;
    }
  };
  return { put, settled: () => done };
};
