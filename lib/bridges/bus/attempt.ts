import { uncaught } from './uncaught.js';

/** Calls somebody else's function; what it throws surfaces as an uncaught error of its own. */
export const attempt = <Args extends readonly unknown[]>(call: (...args: Args) => unknown, ...args: Args): void => {
  try {
    call(...args);
  } catch (error) {
    uncaught(error);
  }
};
