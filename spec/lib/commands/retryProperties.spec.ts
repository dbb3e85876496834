import { expect } from 'chai';
import fc from 'fast-check';
import { defer, map, type Observable, of, switchMap, tap, throwError, timer } from 'rxjs';
import type { ChatMessage, Frame } from '../../../transports/frames.js';
import { frameOf } from '../../../transports/scripted.js';
import { linesOf } from '../../streams/ownMessages.js';
import { type Act, offline, outcomeOf, refused, type Stage, stage } from './stage.js';

/** What becomes of a send. The server has it before the customer hears of that. */
type Fate = 'accepted' | 'answer lost' | 'lost' | 'refused';

type Step =
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'retry'; readonly place: number }
  | { readonly kind: 'stop' | 'start' }
  | { readonly kind: 'wait'; readonly ms: number };

interface Schedule {
  readonly steps: readonly Step[];
  readonly sends: readonly { readonly fate: Fate; readonly there: number; readonly back: number }[];
  readonly polls: readonly { readonly fails: boolean; readonly there: number; readonly back: number }[];
}

const ms = fc.constantFrom(0, 30, 200, 900);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('yes', 'yes', 'no').map((text) => ({ kind: 'send' as const, text })) },
  { weight: 3, arbitrary: fc.nat(3).map((place) => ({ kind: 'retry' as const, place })) },
  { weight: 2, arbitrary: fc.constantFrom('stop' as const, 'start' as const).map((kind) => ({ kind })) },
  { weight: 4, arbitrary: fc.constantFrom(50, 300, 1000, 3000).map((wait) => ({ kind: 'wait' as const, ms: wait })) },
);
const schedules: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(step, { minLength: 6, maxLength: 25, size: 'max' }),
  sends: fc.array(
    fc.record({
      fate: fc.constantFrom<Fate>('accepted', 'answer lost', 'answer lost', 'lost', 'refused'),
      there: ms,
      back: ms,
    }),
    { minLength: 1, maxLength: 8 },
  ),
  polls: fc.array(fc.record({ fails: fc.nat(5).map((chance) => chance === 0), there: ms, back: ms }), {
    minLength: 1,
    maxLength: 8,
  }),
});

/** Each in turn, again and again. */
const inTurn = <Item>(items: readonly Item[]): (() => Item) => {
  let next = 0;
  return () => {
    const item = items[next++ % items.length];
    if (item === undefined) throw new Error('There must be one.');
    return item;
  };
};

/** A server as the schedule has it, and what it holds. */
const serverOf = ({ sends, polls }: Schedule) => {
  const log: Partial<ChatMessage>[] = [];
  const nextSend = inTurn(sends);
  const nextPoll = inTurn([...polls, { fails: false, there: 0, back: 0 }]);
  const send = (_: unknown, { message: text }: { readonly message: string }): Observable<Frame> =>
    defer(() => {
      const { fate, there, back } = nextSend();
      return timer(there).pipe(
        tap(() => {
          if (fate === 'accepted' || fate === 'answer lost')
            log.push({ index: log.length + 1, text, from: { id: 1, name: 'Jo', type: 'Client' } });
        }),
        switchMap(() => timer(back)),
        switchMap(() =>
          fate === 'accepted' ? of(frameOf()) : throwError(() => (fate === 'refused' ? refused() : offline())),
        ),
      );
    });
  const poll = (_: unknown, { after = 0 }: { readonly after?: number | string }): Observable<Frame> =>
    defer(() => {
      const { fails, there, back } = nextPoll();
      return timer(there).pipe(
        map(() => log.slice(Number(after))),
        switchMap((messages) => timer(back).pipe(map(() => messages))),
        switchMap((messages) => (fails ? throwError(() => offline()) : of(frameOf({ messages })))),
      );
    });
  return { log, script: { send, poll } };
};

/** Lets everything happen that needs no time, code that is loaded included: imports come in their order. */
const rest = async (on: Stage): Promise<void> => {
  await on.settle();
  await import('../../../lib/commands/pollOnce.js');
  await on.settle();
};

const play = async (on: Stage, { service }: Act, steps: readonly Step[]) => {
  const outcomes: (() => unknown)[] = [];
  const calls: string[] = [];
  const failed: (() => Promise<unknown>)[] = [];
  service.transcript$.subscribe((view) =>
    failed.splice(0, failed.length, ...view.slice().flatMap((m) => m.retry ?? [])),
  );
  for (const one of steps) {
    if (one.kind === 'send') {
      calls.push(one.text);
      outcomes.push(outcomeOf(service.sendMessage({ message: one.text })));
    } else if (one.kind === 'retry') {
      const retry = failed[one.place % (failed.length || 1)];
      if (retry) outcomes.push(outcomeOf(retry()));
    } else if (one.kind === 'wait') await on.clock.tickAsync(one.ms);
    else await (one.kind === 'stop' ? service.stopPoll() : service.startPoll());
    await rest(on);
  }
  return { outcomes, calls };
};

describe('retry(), whatever happens meanwhile', () => {
  const on = stage();

  it('settles, also while polling is stopped, and says nothing twice; what the page shows is what the server has', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const { log, script } = serverOf(schedule);
        const act = await on.begin(script);
        const { outcomes, calls } = await play(on, act, schedule.steps);
        for (let second = 0; second < 60 && outcomes.some((outcome) => outcome() === 'open'); second++) {
          await on.clock.tickAsync(1000);
          await rest(on);
        }
        // Nobody waits for polling to be resumed, nor for an outage to end: of the polls some succeed.
        expect(outcomes.filter((outcome) => outcome() === 'open').length, 'open').to.equal(0);
        await act.service.startPoll();
        await on.clock.tickAsync(60_000);
        const shown: string[] = [];
        act.service.transcript$.subscribe((view) => shown.splice(0, shown.length, ...linesOf(view))).unsubscribe();
        expect(shown.slice(0, log.length)).to.deep.equal(log.map(({ text }) => `${text} (sent)`));
        for (const text of ['yes', 'no']) {
          const said = calls.filter((each) => each === text).length;
          const there = log.filter((each) => each.text === text).length;
          expect(there, `${text} is on the server`).to.be.at.most(said);
          expect(shown.slice(log.length).filter((line) => line === `${text} (failed)`).length).to.equal(said - there);
        }
        expect(shown).to.have.length(calls.length);
        await act.service.dispose();
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    );
  });
});
