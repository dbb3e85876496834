import { leftovers } from './watchLeftovers.js';

// Behind the import above, so that nothing goes unseen.
const { watchedExample } = await import('./watchedExample.js');

Object.assign(window, { watched: { leftovers, ...(await watchedExample()) } });
