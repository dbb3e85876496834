import { expect } from 'chai';
import fc from 'fast-check';
import { transportNames } from '../reference/abilities.js';
import { anySchedule } from './anySchedule.js';
import { loadModel } from './loadModel.js';
import { asksOneTooFar, losesFirstWithNewKeys } from './plantedBugs.js';

const plantedBugs = [
  ['an answer with new keys that loses the first of several messages', losesFirstWithNewKeys],
  ['a position that is one too far after a failed poll and a restore', asksOneTooFar],
] as const;

describe('any answers with any keys in any order, with any failures between them', function () {
  this.timeout(120_000);
  let run: Awaited<ReturnType<typeof loadModel>>['run'];
  before(async () => {
    ({ run } = await loadModel());
  });

  for (const transport of transportNames) {
    it(`the transcript is the server’s, each message once and in order: ${transport}`, async () => {
      const isSaid = fc.asyncProperty(anySchedule(transport), async (schedule) => {
        const { wrong } = await run(transport, schedule);
        if (wrong.length > 0) throw new Error(wrong.join('\n'));
      });
      await fc.assert(isSaid, { numRuns: 100, seed: 1 });
    });

    for (const [bug, wrap] of plantedBugs) {
      it(`this finds ${bug}: ${transport}`, async () => {
        const losesNothing = fc.asyncProperty(anySchedule(transport), async (schedule) => {
          const { wrong } = await run(transport, schedule, { wrap });
          return !wrong.some((each) => each.endsWith('is not shown'));
        });
        const { counterexample } = await fc.check(losesNothing, { numRuns: 500, seed: 1, endOnFailure: true });
        const [schedule] = counterexample ?? [];
        if (!schedule) throw new Error('the planted bug was not found');
        // Without the bug nothing is wrong with it.
        expect((await run(transport, schedule)).wrong).to.deep.equal([]);
      });
    }
  }
});
