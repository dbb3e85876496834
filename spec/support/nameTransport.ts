import type { Suite } from 'mocha';
import { type TransportName, transportNames } from '../reference/abilities.js';

/** Puts the run's transport before the title of each `describe`, unless it is the first one. */
export const nameTransport = ({ suites }: Suite, transport: TransportName): void => {
  if (transport === transportNames[0]) return;
  for (const suite of suites) suite.title = `${transport}: ${suite.title}`;
};
