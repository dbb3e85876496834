import fc from 'fast-check';
import type { TransportName } from '../reference/abilities.js';
import type { Armed, Fault } from './faults.js';
import type { Deed, Happening, Schedule } from './schedule.js';

/** ms within which everything happens: close enough to one another to meet in one answer. */
const span = 12_000;

const lost = fc.record({ kind: fc.constant('lost' as const), acted: fc.boolean(), hangs: fc.boolean() });
const slow = fc.record({
  kind: fc.constant('slow' as const),
  up: fc.constantFrom(0, 200, 1500),
  down: fc.constantFrom(0, 800, 5000),
});
const status = fc.record({
  kind: fc.constant('status' as const),
  status: fc.constantFrom(500, 503, 429),
  acted: fc.constant(false),
});
const overlapping = fc.record({ kind: fc.constant('overlapping' as const), by: fc.nat(3) });
const unable = fc.constant<Fault>({ kind: 'unable' });
const newKeys = fc.constant<Fault>({ kind: 'newKeys' });
const truncated = fc.record({ kind: fc.constant('truncated' as const), readable: fc.boolean() });
const cut = fc.record({ kind: fc.constant('cut' as const), acted: fc.boolean() });

const faultOf = (transport: TransportName): fc.Arbitrary<Fault> =>
  fc.oneof<fc.Arbitrary<Fault>[]>(
    lost,
    slow,
    status,
    unable,
    overlapping,
    newKeys,
    transport === 'gmsCometd' ? cut : truncated,
  );

const deedOf = (transport: TransportName): fc.Arbitrary<Deed> => {
  const says = (text: string) => fc.constant<Deed>({ kind: 'agentSays', text });
  const fault = fc
    .tuple(fc.constantFrom<Armed['strikes']>('read', 'read', 'say'), faultOf(transport))
    .map(([strikes, each]): Deed => ({ kind: 'fault', strikes, fault: each }));
  return fc.oneof(
    says('a'),
    says('b'),
    fc.constant<Deed>({ kind: 'customerSays', text: 'customer' }),
    fc.constant<Deed>({ kind: 'newKeys' }),
    fc.constant<Deed>({ kind: 'restless' }),
    fc.constantFrom(0, 500).map((gap): Deed => ({ kind: 'reload', gap })),
    fault,
    fault,
  );
};

/** No two messages with the same text: what is missing has a name. */
const named = (deed: Deed, place: number): Deed =>
  deed.kind === 'agentSays' || deed.kind === 'customerSays' ? { ...deed, text: `${deed.text} ${place}` } : deed;

/** Any answers with any keys, in any order, with any failures between them. */
export const anySchedule = (transport: TransportName): fc.Arbitrary<Schedule> =>
  fc
    .tuple(fc.nat(1000), fc.array(fc.tuple(fc.nat(span), deedOf(transport)), { maxLength: 30 }))
    .map(([seed, timed]) => ({
      seed,
      happenings: timed
        .map(([at, deed], place): Happening => ({ at, ...named(deed, place) }))
        .sort((one, other) => one.at - other.at),
    }));
