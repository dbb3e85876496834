import { type SeededRandom, seededRandom } from '../chatServer/seededRandom.js';
import type { TransportName } from '../reference/abilities.js';
import type { Armed, Fault } from './faults.js';

/** What happens by itself, or is done, at a time. */
export type Deed =
  | { readonly kind: 'agentSays'; readonly text: string }
  | { readonly kind: 'agentTypes' }
  | { readonly kind: 'customerSays'; readonly text: string }
  | { readonly kind: 'customerTypes' }
  /** Sends again what has failed. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'newKeys' }
  /** From now on the keys change with every answer. */
  | { readonly kind: 'restless' }
  | { readonly kind: 'serverEnds' }
  | { readonly kind: 'customerEnds' }
  /** The page goes, and comes again so many ms later. */
  | { readonly kind: 'reload'; readonly gap: number }
  | { readonly kind: 'outage'; readonly lasts: number }
  | { readonly kind: 'online' }
  | ({ readonly kind: 'fault' } & Armed);

/** A deed, and ms from the start of the chat. */
export type Happening = Deed & { readonly at: number };

/** All that happens in one run. */
export interface Schedule {
  readonly seed: number;
  readonly happenings: readonly Happening[];
}

/** What chance decides. */
class Dice {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from `from` to `to`. */
  number(from: number, to: number): number {
    return from + Math.floor(this.#random.next() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.#random.next() < share;
  }

  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.number(0, items.length - 1)] ?? items[0];
  }

  times<Item>(count: number, make: (place: number) => Item): Item[] {
    return Array.from({ length: count }, (_, place) => make(place));
  }
}

/** How long what happens is spread over, in ms. */
const span = 25_000;

const lost = (dice: Dice): Fault => ({ kind: 'lost', acted: dice.chance(0.6), hangs: dice.chance(0.3) });

const slow = (dice: Dice): Fault => ({
  kind: 'slow',
  up: dice.one([0, 200, 1500]),
  down: dice.one([100, 800, 2000, 5000]),
});

const httpFault = (dice: Dice): Fault =>
  dice.one<() => Fault>([
    () => lost(dice),
    () => lost(dice),
    () => slow(dice),
    () => slow(dice),
    () => ({ kind: 'truncated', readable: dice.chance(0.5) }),
    () => ({ kind: 'status', status: dice.one([500, 502, 503]), acted: dice.chance(0.4) }),
    () => ({ kind: 'status', status: 429, acted: false, ...(dice.chance(0.5) && { retryAfter: 2 }) }),
    () => ({ kind: 'unable' }),
    () => ({ kind: 'askedTwice' }),
    () => ({ kind: 'overlapping', by: dice.number(0, 3) }),
    () => ({ kind: 'newKeys' }),
  ])();

const pushFault = (dice: Dice): Fault =>
  dice.one<() => Fault>([
    () => lost(dice),
    () => slow(dice),
    () => ({ kind: 'status', status: 500, acted: false }),
    () => ({ kind: 'unable' }),
    () => ({ kind: 'overlapping', by: dice.number(0, 3) }),
    () => ({ kind: 'newKeys' }),
    () => ({ kind: 'cut', acted: dice.chance(0.5) }),
    () => ({ kind: 'forgotten' }),
    () => ({ kind: 'overtaken', by: dice.one([50, 300, 1500]) }),
  ])();

/** The server ends the chat while it answers. */
const endsIn = (dice: Dice): Deed => ({
  kind: 'fault',
  strikes: dice.one<Armed['strikes']>(['say', 'any']),
  fault: { kind: 'ends', before: dice.chance(0.4) },
});

const happens = (dice: Dice, transport: TransportName): Deed[] => {
  const fault = transport === 'gmsCometd' ? pushFault : httpFault;
  const repeats = dice.chance(0.2);
  const ending = dice.number(0, 9);
  return [
    ...dice.times(dice.number(2, 9), (place): Deed => ({ kind: 'agentSays', text: `agent ${place}` })),
    ...dice.times(
      dice.number(1, 6),
      (place): Deed => ({ kind: 'customerSays', text: repeats ? 'yes' : `customer ${place}` }),
    ),
    ...dice.times(dice.number(0, 1), (): Deed => ({ kind: 'agentTypes' })),
    ...dice.times(dice.number(0, 1), (): Deed => ({ kind: 'customerTypes' })),
    ...dice.times(dice.number(0, 3), (): Deed => ({ kind: 'newKeys' })),
    ...dice.times(dice.one([0, 0, 0, 1]), (): Deed => ({ kind: 'restless' })),
    ...dice.times(
      dice.one([dice.number(0, 7), dice.number(5, 25)]),
      (): Deed => ({
        kind: 'fault',
        strikes: dice.one<Armed['strikes']>(['read', 'read', 'say', 'any']),
        fault: fault(dice),
      }),
    ),
    // C7: where the server pushes, `retry()` does not wait for what may still come.
    ...dice.times(transport === 'gmsCometd' ? 0 : dice.number(0, 2), (): Deed => ({ kind: 'retry' })),
    ...dice.times(dice.one([0, 0, 1, 2]), (): Deed => ({ kind: 'reload', gap: dice.one([0, 20, 1000]) })),
    ...dice.times(dice.one([0, 0, 0, 1]), (): Deed => ({ kind: 'outage', lasts: dice.one([300, 2000, 6000]) })),
    ...dice.times(dice.one([0, 0, 1]), (): Deed => ({ kind: 'online' })),
    ...(ending < 2 ? [{ kind: 'serverEnds' } as const] : []),
    ...(ending === 2 ? [{ kind: 'customerEnds' } as const] : []),
    ...(ending === 3 || ending === 4 ? [endsIn(dice)] : []),
  ];
};

/** Whatever ends the chat comes late, so that there is something to end. */
const earliest = (deed: Deed): number =>
  deed.kind === 'serverEnds' || deed.kind === 'customerEnds' || (deed.kind === 'fault' && deed.fault.kind === 'ends')
    ? span / 2
    : 0;

/** The same seed gives the same schedule. */
export const scheduleOf = (transport: TransportName, seed: number): Schedule => {
  const dice = new Dice(seed);
  // What happens at once with something else finds more: half of the deeds come in bursts.
  const bursts = dice.times(3, () => dice.number(0, span));
  const happenings = happens(dice, transport).map((deed): Happening => {
    const from = earliest(deed);
    const at = dice.chance(0.5) ? dice.one([bursts[0] ?? 0, ...bursts]) + dice.number(0, 300) : dice.number(0, span);
    return { at: Math.max(at, from + (from && dice.number(0, span / 2))), ...deed };
  });
  return { seed, happenings: happenings.sort((one, other) => one.at - other.at) };
};
