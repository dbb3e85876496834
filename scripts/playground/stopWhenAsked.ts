/** How often it is looked whether npm is still there, in ms. */
const interval = 300;

/**
 * Stops at Ctrl+C and at what process managers send; nothing here is worth waiting for.
 * npm passes a signal to its shell only, which dies of it and leaves us behind: that is a reason to stop as well.
 */
export const stopWhenAsked = (): void => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(0));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(0), interval).unref();
};
