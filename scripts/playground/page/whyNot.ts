import { type Ability, abilities, type TransportName } from '../../../spec/reference/abilities.js';

/** Why the server cannot do that, in a few words; `undefined` where it can. */
export const whyNot = (ability: Ability, transport: TransportName): string | undefined => {
  const answer: true | string = abilities[ability][transport];
  if (answer === true) return undefined;
  // Without the rulings behind it.
  return answer.replace(/ \([A-Z]\d.*$/, '');
};
