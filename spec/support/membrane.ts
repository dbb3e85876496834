/**
 * A Proxy that wraps whatever is read of it, functions too, as the strictest of state libraries would: what is handed out
 * must bear that.
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
