/**
 * A Proxy that wraps all that is read of it, functions too, as the strictest of state libraries would: what the library hands out must
 * work through it.
 */
export const membrane = <Value extends object>(value: Value): Value => {
  const wrapped = (read: unknown): unknown =>
    (typeof read === 'object' && read !== null && !(read instanceof Promise)) || typeof read === 'function'
      ? membrane(read)
      : read;
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const read: unknown = Reflect.get(target, key, receiver);
      return key === 'prototype' ? read : wrapped(read);
    },
    apply: (target, self, given) => (typeof target === 'function' ? Reflect.apply(target, self, given) : undefined),
  });
};
