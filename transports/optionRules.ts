/** What `fetch` would refuse, and quote in its refusal. */
export const isPrintable = (value: unknown): boolean =>
  /string|number/.test(typeof value) && /^[\t -~]*$/.test(`${value}`);

/** Relative addresses are relative to a page, or a worker. */
const isComplete = (address: string): boolean => {
  try {
    return !!new URL(address, globalThis.document?.baseURI ?? globalThis.location?.href);
  } catch {
    return false;
  }
};

/** Where a server is; what may be secret in an address stays out of it. */
export const address = [
  (value: unknown) =>
    typeof value === 'string' && /^(https?:|(?![\w+.-]+:))[^\s?#@]+$/i.test(value) && isComplete(value),
  'the http(s) URL of a chat service, without ?, # or @',
] as const;

/** Whether redirects are followed. */
export const redirects = [(value: unknown) => value === 'follow', "'follow'"] as const;

/** What a header may carry. */
export const header = [isPrintable, 'a string or number of printable characters'] as const;

/** As long as timers can be. */
export const milliseconds = [0, 2 ** 31 - 1] as const;
