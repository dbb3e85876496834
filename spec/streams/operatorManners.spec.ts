import { basename } from 'node:path';
import { expect } from 'chai';
import { NEVER } from 'rxjs';
import { deduplicate } from '../../streams/operators/deduplicate.js';
import { hideMatching } from '../../streams/operators/hideMatching.js';
import { outliveFailures } from '../../streams/operators/outliveFailures.js';
import { pollEvery } from '../../streams/operators/pollEvery.js';
import { preprocess } from '../../streams/operators/preprocess.js';
import { typingBursts } from '../../streams/operators/typingBursts.js';
import { frameOf } from '../../transports/scripted.js';
import { filesBelow } from '../support/filesBelow.js';
import { manners } from '../support/manners.js';

const frame = frameOf({ messages: [{ index: 1, text: 'hi' }] });

const withManners = {
  deduplicate: () => manners('deduplicate', () => deduplicate(() => undefined), { value: frame }),
  hideMatching: () => manners('hideMatching', () => hideMatching(() => [/hi/]), { value: frame }),
  outliveFailures: () =>
    manners('outliveFailures', () => outliveFailures(() => 1000, NEVER), { value: frame, outlivesErrors: true }),
  pollEvery: () => manners('pollEvery', () => pollEvery(() => 500, NEVER), { value: frame, asksAgain: true }),
  preprocess: () => manners('preprocess', () => preprocess(() => [({ text }) => text]), { value: frame }),
  typingBursts: () => manners('typingBursts', () => typingBursts(2000), { value: true, atOnce: false }),
};

for (const run of Object.values(withManners)) run();

/** Functions that say how long to wait. */
const plainFunctions = ['backoff', 'pollSchedule'];

describe('streams/operators', () => {
  it('holds nothing without manners', () => {
    const files = filesBelow('streams/operators', '.ts').map((file) => basename(file, '.ts'));

    expect([...files].sort()).to.deep.equal([...Object.keys(withManners), ...plainFunctions].sort());
  });
});
