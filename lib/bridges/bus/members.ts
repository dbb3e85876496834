import type { BusCommand } from './bus.js';
import type { Deferred } from './deferred.js';

/** One command, as a handler of ours gets it: its promise can be told of progress, too. */
export interface BusCall extends BusCommand {
  readonly deferred: Deferred;
}

/**
 * Carries out a command by settling its `deferred`. What it throws rejects it, and surfaces as an uncaught error;
 * a promise that it returns and that is rejected rejects it too.
 */
export type BusHandler = (call: BusCall) => unknown;

/** One value of `data()`. */
export interface BusDatum {
  /** What it was before; there is none at first. */
  readonly last?: unknown;
  /** What it is. */
  readonly value: unknown;
  /** When it was set, in ms since the epoch. */
  readonly time: number;
}

/** A plugin, as its bus knows it. */
export interface Member {
  readonly name: string;
  readonly handlers: Map<string, BusHandler>;
  readonly events: Set<string>;
  readonly data: Map<string, BusDatum>;
  /** Calls from before it was ready; `undefined` once it is. */
  early: (() => void)[] | undefined;
}

/** A plugin that has nothing but the commands that every one has. */
export const newMember = (name: string): Member => {
  const handlers = new Map<string, BusHandler>();
  const events = new Set<string>();
  handlers.set('COMMANDS', ({ deferred }) => deferred.resolve([...handlers.keys()]));
  handlers.set('EVENTS', ({ deferred }) => deferred.resolve([...events]));
  handlers.set('LOAD', ({ deferred }) => deferred.resolve());
  return { name, handlers, events, data: new Map(), early: [] };
};
