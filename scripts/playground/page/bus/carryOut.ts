import { adviceOn } from './advice.js';
import { commandsOn, eventsOn } from './candidates.js';
import type { LiveBus } from './liveBus.js';
import { Mistyped } from './mistyped.js';
import { namedValues } from './namedValues.js';
import { parseStatement } from './parseStatement.js';

const withoutPrefix = (name: string): string => name.replace(/^cx\.plugin\./, '');

const listen = (bus: LiveBus, ask: 'subscribe' | 'unsubscribe', topic: string): string | undefined => {
  if (ask === 'unsubscribe') return bus.unsubscribe(topic) ? undefined : `${topic} is not listed anyway.`;
  const advice = adviceOn(topic, eventsOn(bus.registry()), 'event');
  if (!topic.includes('.')) throw new Mistyped(advice ?? '');
  // Whoever joins the bus later may tell of it yet.
  return bus.subscribe(topic) ? advice : `${topic} is listed already.`;
};

/**
 * Carries a line out. What the bus makes of it is told elsewhere: this gives a word of advice where there is one.
 *
 * @throws Mistyped for what never reaches the bus
 */
export const carryOut = (bus: LiveBus, text: string): string | undefined => {
  const statement = parseStatement(text, namedValues());
  if (statement.ask === 'registry') {
    bus.showRegistry();
    return undefined;
  }
  if (statement.ask !== 'command') return listen(bus, statement.ask, withoutPrefix(statement.name));
  const advice = adviceOn(statement.name, commandsOn(bus.registry()), 'command');
  if (!statement.name.includes('.')) throw new Mistyped(advice ?? '');
  bus.command(statement.name, statement.options);
  return advice;
};
