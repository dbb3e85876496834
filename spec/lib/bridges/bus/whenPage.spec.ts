import { expect } from 'chai';
import { whenPage } from '../../../../lib/bridges/bus/whenPage.js';
import { playedPage } from '../widgets/playedPage.js';

const stages = ['DOMContentLoaded', 'load'] as const;

describe('whenPage', () => {
  for (const [title, readyState, contentLoadedAt, past] of [
    ['while its scripts run', 'loading', 0, []],
    ['while its deferred scripts run', 'interactive', 0, []],
    ['once DOMContentLoaded has begun', 'interactive', 20, ['DOMContentLoaded']],
    ['once all is loaded', 'complete', 20, stages],
  ] as const) {
    it(`does its work ${title}: ${past.join(' and ') || 'nothing'} is past, the rest is waited for`, () => {
      const played = playedPage();
      Object.assign(played, { readyState, contentLoadedAt });
      const done: string[] = [];
      for (const stage of stages) whenPage(played.page, stage, () => done.push(stage));
      expect(done).to.deep.equal(past);
      for (const stage of stages) played.tell(stage);
      for (const stage of stages) played.tell(stage);

      expect(done).to.have.members(stages).and.to.have.length(2);
    });
  }

  it('does its work at load where nothing tells that DOMContentLoaded is past', () => {
    const played = playedPage();
    played.readyState = 'interactive';
    Reflect.set(played.page.performance, 'getEntriesByType', () => []);
    let done = 0;
    whenPage(played.page, 'DOMContentLoaded', () => {
      done += 1;
    });
    expect(done).to.equal(0);
    played.tell('load');
    played.tell('DOMContentLoaded');

    expect(done).to.equal(1);
  });
});
