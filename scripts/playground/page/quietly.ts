/** Lets a call fail without a word here: it stands in the list of events, and nothing else depends on it. */
export const quietly = (call: Promise<unknown>): void => {
  call.catch(() => undefined);
};
