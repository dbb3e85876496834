import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';
import type { Diagram } from '../../scripts/site/marbles/diagram.js';
import { marblesAsText, marblesToSvg } from '../../scripts/site/marbles/marblesToSvg.js';
import { parseMarbles } from '../../scripts/site/marbles/parseMarbles.js';
import { withMarbles } from '../../scripts/site/marbles/withMarbles.js';

const diagram: Diagram = {
  caption: 'What goes in & out',
  inputs: [
    { label: 'source', marbles: '-a-(b|)' },
    {
      label: 'tries',
      marbles: [
        { at: 0, marbles: '#' },
        { at: 3, marbles: '-c-' },
      ],
    },
  ],
  operator: 'map(<x>)',
  outputs: [{ label: 'out', marbles: '-a-x', looks: { a: { text: '"hi"', tone: 'hidden' } } }],
};

describe('marbles', () => {
  it('are read as RxJS reads them', () => {
    for (const marbles of ['', '--', '-a-b-|', '#', '-(ab|)', 'a-(b#)', '(a|)', '-a-(bc)--d']) {
      const frames = TestScheduler.parseMarbles(marbles, undefined, undefined, false, false);
      const theirs = frames.map(({ frame, notification: { kind } }) => [frame / TestScheduler.frameTimeFactor, kind]);
      const kinds = { value: 'N', complete: 'C', error: 'E', begin: '^', end: '!' } as const;
      const ours = parseMarbles(marbles).map(({ at, kind }) => [at, kinds[kind]]);
      expect(ours, marbles).to.deep.equal(theirs);
    }
  });

  it('may be a stretch of time', () => {
    expect(parseMarbles('^--!').map(({ at, kind }) => [at, kind])).to.deep.equal([
      [0, 'begin'],
      [3, 'end'],
    ]);
  });

  it('become one line of SVG, other people’s signs escaped', () => {
    const svg = marblesToSvg(diagram);

    expect(svg).to.match(/^<svg [^>]*viewBox="0 0 300 \d+"[^>]*>.*<\/svg>$/);
    expect(svg).to.include('map(&#60;x&#62;)').and.not.include('<x>');
    expect(svg.match(/class="complete"/g)).to.have.length(1);
    expect(svg.match(/class="failed"/g)).to.have.length(1);
    expect(svg).to.include('<g class="hidden">').and.include('&#34;hi&#34;');
  });

  it('hold no colour of their own', () => {
    expect(marblesToSvg(diagram)).to.not.match(/#[0-9a-f]{3,6}\b(?!;)|(fill|stroke)="/i);
  });

  it('stay within the drawing', () => {
    const svg = marblesToSvg(diagram);
    const places = [...svg.matchAll(/ x="([\d.]+)"(?:[^>]* width="([\d.]+)")?/g)];

    expect(places).to.not.have.length(0);
    for (const [whole, x, width = 0] of places) expect(Number(x) + Number(width), whole).to.be.within(0, 300);
  });

  it('can be read out', () => {
    expect(marblesAsText(diagram)).to.equal(
      'What goes in & out · source: -a-(b|) · tries: #, \u00a0\u00a0\u00a0-c- · map(<x>) · out: -a-x',
    );
  });

  it('are put where a page names them', () => {
    const page = withMarbles('# A page\n\n<!-- marbles: pollEvery -->\n\nText');

    expect(page).to.match(/^# A page\n\n<figure class="marbles"><svg .*<\/figure>\n\nText$/);
    expect(() => withMarbles('<!-- marbles: nope -->')).to.throw('There is no picture nope; there are pollEvery');
  });
});
