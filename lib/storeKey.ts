/** Where a service's chat is in its store. */
export const storeKey = (name: string): string => `webchat-streams.${name}`;
