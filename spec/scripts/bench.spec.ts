import { expect } from 'chai';
import type { Bench } from '../../scripts/bench/figure.js';
import { report } from '../../scripts/bench/report.js';

const bench = (name: string, goal: number | undefined, ...ratios: readonly number[]): Bench => ({
  name,
  how: 'By hand.',
  measure: async () => [{ name: 'P', ratios, parts: 'parts', ...(goal !== undefined && { goal }) }],
});

describe('npm run bench', () => {
  const run = async (benches: readonly Bench[], only = '') => {
    const said: string[] = [];
    const met = await report(benches, only, (line: string) => said.push(line));
    return { met, said: said.join('\n') };
  };

  it('is met where every goal is, and figures for information count for nothing', async () => {
    const { met, said } = await run([bench('one', 4, 3, 4, 5), bench('other', undefined, 0)]);

    expect(met).to.equal(true);
    expect(said).to.include('4.0× (3.0–5.0, 3 rounds)   goal 4×: met').and.to.include('for information');
  });

  it('fails where one goal is not, whatever comes after it', async () => {
    const { met, said } = await run([bench('one', 4, 3.9), bench('other', 4, 9)]);

    expect(met).to.equal(false);
    expect(said).to.include('NOT MET');
  });

  it('measures what has the word in its name, and fails with a sentence where nothing has', async () => {
    const benches = [bench('bus', 4, 5), bench('wire', 4, 1)];
    expect((await run(benches, 'bus')).met).to.equal(true);

    expect(await run(benches, 'none')).to.deep.equal({
      met: false,
      said: 'bench: none has "none" in its name. There is: "bus", "wire".',
    });
  });
});
