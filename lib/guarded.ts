import { HookFailure } from '../streams/serviceFailure.js';

/** Publishes the failure of something that was handed in. */
export type Report = (failure: HookFailure) => unknown;

/**
 * A function that was handed in, made safe (E33): if it throws, that is a `HookFailure` once, and the fallback serves until the function
 * works again.
 * @param hook its name, e.g. `random`
 */
export const guarded = <Args extends readonly unknown[], Value>(
  hook: string,
  call: (...args: Args) => Value,
  fallback: (...args: Args) => Value,
  report: Report,
): ((...args: Args) => Value) => {
  let failing = false;
  return (...args) => {
    try {
      const value = call(...args);
      failing = false;
      return value;
    } catch (error) {
      const first = !failing;
      failing = true;
      if (first) report(new HookFailure(hook, error));
      return fallback(...args);
    }
  };
};

const finite = (value: number): number => {
  if (Number.isFinite(value)) return value;
  throw new TypeError('it must return a number');
};

/** The `now` and `random` that were handed in; while they fail, `Date.now` and `Math.random` are used. */
export const guardedClock = <Clock extends { now(): number; random(): number }>(
  environment: Clock,
  report: Report,
): Clock => ({
  ...environment,
  now: guarded('now', () => finite(environment.now()), Date.now, report),
  random: guarded('random', () => finite(environment.random()), Math.random, report),
});
