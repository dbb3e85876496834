/** `Retry-After`, in seconds or as a date, as ms from now; `undefined` without one. */
export const retryAfter = (header?: string | null): number | undefined => {
  if (!header) return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
};
