import { brought } from '../transports/brought.js';
import { wrongOption } from '../transports/checkOptions.js';
import type { Transport } from '../transports/transport.js';
import { owner, type Settings } from './checkServiceOptions.js';

/** What repeats requests is loaded with the first that may be repeated. */
const patient =
  (fetch: typeof globalThis.fetch, random: () => number): typeof globalThis.fetch =>
  async (...request) => {
    const { patientFetch } = await brought(() => import('./patientFetch.js'));
    return patientFetch(fetch, { random })(...request);
  };

/**
 * The transport, over its surroundings.
 * @throws TypeError for options that it cannot do
 */
export const transportOf = ({ transport: make, environment, async }: Settings): Transport => {
  const { fetch, XMLHttpRequest, random } = environment;
  const transport = make({ fetch, patientFetch: patient(fetch, random), XMLHttpRequest });
  if (async && !transport.history) {
    throw wrongOption(owner, 'async', `left out: ${transport.name} has no asynchronous chats`);
  }
  if (!async?.save !== !async?.load) throw wrongOption(owner, 'async', 'given save and load, or neither');
  return transport;
};
