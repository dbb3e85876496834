import type { ChatMessage, Sender } from '../transports/frames.js';
import type { Agents } from './events.js';

/** Who is and was in the chat. */
export interface Participants {
  readonly agents: Agents;
  /** Bots by participant id: whether they are here. */
  readonly bots: Readonly<Record<string, boolean>>;
  readonly clientLeft: boolean;
}

/** A role as the names of events spell it. */
export type Role = 'supervisor' | 'bot' | 'agent' | 'client';

/** By the server's word, in the order in which they leave a chat that is over. */
const roles: ReadonlyMap<string, Role> = new Map([
  ['Supervisor', 'supervisor'],
  ['Bot', 'bot'],
  ['Agent', 'agent'],
  ['Client', 'client'],
]);

/** The sender's role. A bot stays one, also where only its joining said so. */
export const roleOf = ({ bots }: Participants, { id, type }: Sender): Role | undefined =>
  Object.hasOwn(bots, id) ? 'bot' : roles.get(type);

/** Agents and supervisors in the chat. */
export const countConnected = (agents: Agents): number =>
  Object.values(agents).filter((agent) => agent.connected).length;

/** The roles that somebody in the chat has, in the order in which they leave. */
export const rolesHere = ({ agents, bots, clientLeft }: Participants): Role[] => {
  const here = (role: Role): boolean => {
    if (role === 'client') return !clientLeft;
    if (role === 'bot') return Object.values(bots).includes(true);
    return Object.values(agents).some((agent) => agent.connected && agent.supervisor === (role === 'supervisor'));
  };
  return [...roles.values()].filter(here);
};

/** Somebody came (`connected`) or went, at the time the server or else the clock gives. */
export const moved = (
  people: Participants,
  { from: { id, name }, timestamp: time }: ChatMessage,
  role: Role,
  connected: boolean,
  at: number,
): Participants => {
  const { agents, bots } = people;
  if (role === 'client') return { ...people, clientLeft: !connected };
  if (role === 'bot') return { ...people, bots: { ...bots, [id]: connected } };
  const known = !connected && Object.hasOwn(agents, id) ? agents[id] : undefined;
  const agent = {
    name,
    connected,
    supervisor: role === 'supervisor',
    connectedTime: known?.connectedTime ?? time ?? at,
    disconnectedTime: !connected && (time ?? at),
  };
  return { ...people, agents: { ...agents, [id]: agent } };
};

/** The agents when everybody has gone. */
export const allGone = (agents: Agents, disconnectedTime: number): Agents =>
  Object.fromEntries(
    Object.entries(agents).map(([id, agent]) => [
      id,
      agent.connected ? { ...agent, connected: false, disconnectedTime } : agent,
    ]),
  );
