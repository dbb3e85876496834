import { isObject } from './json.js';

/**
 * What `instanceof` an error of that name is: also one of another copy of this library. A page may hold two, and what turns
 * modules into CommonJS makes a second of what is imported on demand. Of a class that extends it only its own are.
 */
export const named = (name: string) =>
  function (this: { readonly prototype: object }, value: unknown): boolean {
    // Of ours `Error` is the parent, of those that extend them it is one of ours.
    const isOurs = Object.getPrototypeOf(this) === Error;
    return isOurs ? isObject(value) && value.name === name : Function.prototype[Symbol.hasInstance].call(this, value);
  };
