/** Lets an error of somebody else's be seen as an uncaught one of its own, so that it stops nothing here. */
export const uncaught = (error: unknown): void => {
  if (typeof globalThis.reportError === 'function') reportError(error);
  else {
    setTimeout(() => {
      throw error;
    });
  }
};
