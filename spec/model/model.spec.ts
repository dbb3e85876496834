import { expect } from 'chai';
import { transportNames } from '../reference/abilities.js';
import { hunt } from './hunt.js';
import { loadModel } from './loadModel.js';

/** In each `npm test`; `npm run model` runs as many as you like. */
const count = 150;

/** Without the trace. */
const shortened = (lines: readonly string[]): string => lines.filter((line) => !line.startsWith('      ')).join('\n');

describe(`a chat under ${count} schedules of faults`, function () {
  // Virtual time passes quickly, but each schedule has some hundred timers and requests.
  this.timeout(180_000);

  for (const transport of transportNames) {
    it(`loses, doubles and mixes up nothing, and leaves no promise open: ${transport}`, async () => {
      const { run } = await loadModel();
      const { finds } = await hunt(run, transport, { seed: 1, count });
      const words = finds.map(
        ({ kind, times, seed, lines }) => `${kind}: ${times} times, first with seed ${seed}\n${shortened(lines)}`,
      );
      expect(words.join('\n\n')).to.equal('');
    });
  }
});
