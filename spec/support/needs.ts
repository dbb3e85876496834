import { type Ability, can } from '../reference/abilities.js';
import { surroundings } from './nodeWorld.js';

/** mocha's own words. */
export interface Teller {
  it(title: string, story: () => unknown): void;
  describe(title: string, stories: () => void): void;
}

const told: Teller = {
  it: (title, story) => void it(title, story),
  describe: (title, stories) => void describe(title, stories),
};

const untold: Teller = { it: () => {}, describe: () => {} };

/** Whether the server of this run can do that. */
export const able = (ability: Ability): boolean => can(surroundings.transport, ability);

/** Tells a story only where the server can do all that; elsewhere it is not even pending. */
export const needs = (...abilities: readonly Ability[]): Teller => (abilities.every(able) ? told : untold);

/** Tells a story only where the server cannot do that. */
export const without = (ability: Ability): Teller => (able(ability) ? untold : told);
