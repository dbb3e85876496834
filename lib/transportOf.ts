import { brought } from '../transports/brought.js';
import { wrongOption } from '../transports/checkOptions.js';
import type { Transport } from '../transports/transport.js';
import { owner, type Settings } from './checkServiceOptions.js';
import type { EarlyEnvironment } from './environment.js';

/** What repeats requests is loaded with the first that may be repeated. */
const patient =
  (environment: EarlyEnvironment): typeof globalThis.fetch =>
  async (...request) => {
    const { patientFetch } = await brought(() => import('./patientFetch.js'));
    const { fetch, random } = environment;
    return patientFetch(fetch, { random })(...request);
  };

/**
 * The transport, over its surroundings.
 * @throws TypeError for options that it cannot do
 */
export const transportOf = ({ transport: make, environment, async }: Settings): Transport => {
  const { fetch, XMLHttpRequest } = environment;
  const transport = make({ fetch, patientFetch: patient(environment), XMLHttpRequest });
  if (async && !transport.history) {
    throw wrongOption(owner, 'async', `left out: ${transport.name} has no asynchronous chats`);
  }
  if (!async?.save !== !async?.load) throw wrongOption(owner, 'async', 'given save and load, or neither');
  return transport;
};
