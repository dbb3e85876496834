import type { BusRegistry } from '../../../../lib/bridges/bus/busPlugin.js';
import type { Known } from './advice.js';
import { dataTopics, type Explanation, explainCommand, explainEvent, orderOf } from './explanations.js';
import type { Candidate, Place } from './placeAt.js';

/** The commands of each plugin. */
export const commandsOn = (registry: BusRegistry): Known =>
  Object.fromEntries(Object.entries(registry).map(([plugin, { commands }]) => [plugin, commands]));

/** What each plugin tells of: its events, and what it sets for others. */
export const eventsOn = (registry: BusRegistry): Known =>
  Object.fromEntries(
    Object.entries(registry).map(([plugin, { events }]) => [
      plugin,
      plugin === 'WebChatService' ? [...events, ...Object.keys(dataTopics)] : events,
    ]),
  );

const statements: readonly Candidate[] = [
  { text: 'subscribe', says: 'Lists an event from now on; the events of WebChatService are listed anyway' },
  { text: 'unsubscribe', says: 'Lists an event no longer' },
  { text: 'CXBus.registry()', says: 'Shows the plugins on the bus, with their events and commands' },
];

const named = (known: Known, explain: (plugin: string, name: string) => Explanation): Candidate[] =>
  Object.entries(known).flatMap(([plugin, names]) =>
    names.map((name) => ({ text: `${plugin}.${name}`, ...explain(plugin, name) })),
  );

const commandCandidates = (registry: BusRegistry): Candidate[] => {
  const { WebChatService: chat = [], ...others } = commandsOn(registry);
  const inOrder = [...chat].sort((one, other) => orderOf(one) - orderOf(other));
  return named({ WebChatService: inOrder, ...others }, explainCommand);
};

/** How well it fits what was typed, 0 is best; `undefined` where it does not. */
const rank = (text: string, typed: string): number | undefined => {
  const full = text.toLowerCase();
  const sought = typed.toLowerCase();
  const name = full.slice(full.indexOf('.') + 1);
  if (full.startsWith(sought) || name.startsWith(sought)) return 0;
  return full.includes(sought) ? 1 : undefined;
};

/** What can stand at a place, the best first. */
export const candidatesAt = ({ of, typed, quote }: Place, registry: BusRegistry): Candidate[] => {
  const topics = () => named(eventsOn(registry), (_plugin, name) => explainEvent(name));
  const all = of === 'topic' ? topics() : [...commandCandidates(registry), ...(quote === '' ? statements : [])];
  const best = [0, 1].map((wanted) => all.filter(({ text }) => rank(text, typed) === wanted));
  return best.flat();
};
