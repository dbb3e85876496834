import { expect } from 'chai';
import { sizeTable, withSizes, wrongSizes } from '../../scripts/sizeTexts.js';

const page = 'It weighs <!-- size -->**1.0 kB**<!-- /size -->.\n<!-- table -->\n<!-- /table -->\n';
const texts = { size: '**2.0 kB**', table: sizeTable([{ what: 'all', bytes: 3049 }]) };

describe('the sizes that a page says', () => {
  it('are those that were measured, once they are written', () => {
    const written = withSizes(page, texts);
    expect(written).to.equal(
      'It weighs <!-- size -->**2.0 kB**<!-- /size -->.\n<!-- table -->\n| min+gzip | kB |\n|---|---|\n| all | 3.0 |\n<!-- /table -->\n',
    );
    expect(wrongSizes(written, texts)).to.deep.equal([]);
  });

  it('may differ by what two releases of zlib do', () => {
    expect(wrongSizes(withSizes(page, texts), { size: '**2.1 kB**' })).to.deep.equal([]);
  });

  const written = withSizes(page, texts);
  const wrong = [
    ['another figure', { size: '**2.2 kB**' }, 'says otherwise in <!-- size -->'],
    ['other words', { size: '**2.0 MB**' }, 'says otherwise in <!-- size -->'],
    ['one figure more', { size: '**2.0 kB** 1.0' }, 'says otherwise in <!-- size -->'],
    ['no place for them', { script: '2.0' }, 'has no <!-- script -->…<!-- /script -->'],
  ] as const;
  for (const [what, measured, problem] of wrong) {
    it(`are wrong with ${what}`, () => expect(wrongSizes(written, measured)).to.deep.equal([problem]));
  }
});
