import { expect } from 'chai';
import { minimised } from './minimise.js';
import type { Happening, Schedule } from './schedule.js';

const says = (text: string): Happening => ({ at: 0, kind: 'agentSays', text });

const textsOf = ({ happenings }: Schedule): string[] =>
  happenings.flatMap((happening) => (happening.kind === 'agentSays' ? happening.text : []));

describe('minimised', () => {
  const schedule: Schedule = { seed: 1, happenings: [...'abcdefghij'].map(says) };

  it('leaves what a failure needs, in its order', async () => {
    const least = await minimised(schedule, async (tried) => {
      const texts = textsOf(tried);
      return texts.includes('c') && texts.includes('h');
    });
    expect(textsOf(least)).to.deep.equal(['c', 'h']);
    expect(least.seed).to.equal(1);
  });

  it('leaves everything if everything is needed, and nothing if nothing is', async () => {
    expect(textsOf(await minimised(schedule, async ({ happenings }) => happenings.length === 10))).to.have.length(10);
    expect(textsOf(await minimised(schedule, async () => true))).to.have.length(0);
  });
});
