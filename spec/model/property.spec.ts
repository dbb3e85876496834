import { expect } from 'chai';
import fc from 'fast-check';
import { type TransportName, transportNames } from '../reference/abilities.js';
import { anySchedule } from './anySchedule.js';
import { loadModel } from './loadModel.js';
import { asksOneTooFar, losesFirstWithNewKeys } from './plantedBugs.js';
import type { RunOptions } from './run.js';

describe('any answers with any keys in any order, with any failures between them', () => {
  let run: Awaited<ReturnType<typeof loadModel>>['run'];
  before(async () => {
    ({ run } = await loadModel());
  });

  const shownAsSaid = (transport: TransportName, options?: RunOptions) =>
    fc.asyncProperty(anySchedule(transport), async (schedule) => {
      const { wrong } = await run(transport, schedule, options);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    });

  for (const transport of transportNames) {
    it(`show what the server has, each message once and in order: ${transport}`, async () => {
      await fc.assert(shownAsSaid(transport), { numRuns: 100, seed: 1 });
    });

    it(`find an answer with new keys that loses the first of several messages: ${transport}`, async () => {
      const { failed, errorInstance } = await fc.check(shownAsSaid(transport, { wrap: losesFirstWithNewKeys }), {
        numRuns: 500,
        seed: 1,
        endOnFailure: true,
      });
      expect(failed).to.equal(true);
      expect(`${errorInstance}`).to.include('is not shown');
    });

    it(`find a position that is one too far after a failed poll or a restore: ${transport}`, async () => {
      const { failed, errorInstance } = await fc.check(shownAsSaid(transport, { wrap: asksOneTooFar }), {
        numRuns: 500,
        seed: 1,
        endOnFailure: true,
      });
      expect(failed).to.equal(true);
      expect(`${errorInstance}`).to.include('is not shown');
    });
  }
});
