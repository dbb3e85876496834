import type { TransportName } from '../reference/abilities.js';
import type { loadModel } from './loadModel.js';
import { minimised } from './minimise.js';
import { scheduleOf } from './schedule.js';

type Run = Awaited<ReturnType<typeof loadModel>>['run'];

export interface HuntOptions {
  readonly seed: number;
  readonly count: number;
  /** Called after each schedule: how many have run, and how many of them failed. */
  progress?(done: number, failed: number): void;
}

/** A kind of failure, and the shortest schedule that was found for it. */
export interface Find {
  /** What the descriptions begin with, e.g. `doubled`. */
  readonly kind: string;
  readonly times: number;
  /** The first seed that failed so. */
  readonly seed: number;
  /** For people: what happens and what is wrong then. */
  readonly lines: readonly string[];
}

const kindOf = (wrong: string): string => wrong.split(':')[0] ?? '';

const describe = async (run: Run, transport: TransportName, kind: string, seed: number): Promise<string[]> => {
  const fails = async (schedule: ReturnType<typeof scheduleOf>): Promise<boolean> =>
    (await run(transport, schedule)).wrong.some((wrong) => kindOf(wrong) === kind);
  const least = await minimised(scheduleOf(transport, seed), fails);
  const { wrong, trace } = await run(transport, least, { traces: true });
  return [
    ...wrong.map((each) => `  wrong: ${each}`),
    `  Replay: npm run model -- --transport ${transport} --seed ${seed} --count 1 --trace`,
    '  What is left of the schedule:',
    ...least.happenings.map((happening) => `    ${JSON.stringify(happening)}`),
    ...trace.map((line) => `      ${line.slice(0, 400)}`),
  ];
};

/** Runs the schedules of so many seeds, and makes the first of each kind of failure as short as it gets. */
export const hunt = async (run: Run, transport: TransportName, { seed: first, count, progress }: HuntOptions) => {
  const kinds = new Map<string, { times: number; readonly seed: number }>();
  let failed = 0;
  for (let done = 0; done < count; done++) {
    const seed = first + done;
    const { wrong } = await run(transport, scheduleOf(transport, seed));
    if (wrong.length > 0) failed += 1;
    for (const kind of wrong.map(kindOf)) {
      const known = kinds.get(kind) ?? { times: 0, seed };
      known.times += 1;
      kinds.set(kind, known);
    }
    progress?.(done + 1, failed);
  }
  const finds: Find[] = [];
  for (const [kind, { times, seed }] of kinds) {
    finds.push({ kind, times, seed, lines: await describe(run, transport, kind, seed) });
  }
  return { failed, finds };
};
