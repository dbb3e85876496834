import { expect } from 'chai';
import { brokenSiteLinks } from '../../scripts/site/brokenSiteLinks.js';
import { finishPage } from '../../scripts/site/finishPage.js';
import { sourcePage } from '../../scripts/site/sourcePage.js';
import { titleOf } from '../../scripts/site/titleOf.js';
import { withCode } from '../../scripts/site/withCode.js';

describe('a page of the site', () => {
  const finished = (html: string) => {
    const wanted: string[] = [];
    const page = finishPage('guides/retry.html', html, {
      inMedia: (name) => (name === 'chat.story.ts' ? 'spec/stories/chat.story.ts' : undefined),
      wanted: (file) => wanted.push(file),
    });
    return { page, wanted };
  };

  it('leads to pages of sources', () => {
    const { page, wanted } = finished(
      '<a href="source:lib/index.ts#L3">x</a> <a href="../media/chat.story.ts">y</a> <a href="../media/chat.png">z</a>',
    );

    expect(page).to.equal(
      '<a href="../sources/lib/index.ts.html#L3">x</a> <a href="../sources/spec/stories/chat.story.ts.html">y</a> ' +
        '<a href="../media/chat.png">z</a>',
    );
    expect(wanted).to.deep.equal(['lib/index.ts', 'spec/stories/chat.story.ts']);
  });

  it('does not lead into other packages', () => {
    expect(finished('<a href="source:node_modules/typescript/lib/lib.es5.d.ts#L3">x</a>').page).to.equal('x');
  });

  it('names the file where a folder is meant, which counts without a server', () => {
    expect(finished('<a href="../#use-it">x</a><a href="../">y</a>').page).to.equal(
      '<a href="../index.html#use-it">x</a><a href="../index.html">y</a>',
    );
  });

  it('lets wide tables and code be scrolled, with the keyboard too', () => {
    const { page } = finished('<table><tr><th>a</th><th>b</th></tr></table><pre><code>c</code></pre>');

    expect(page).to.match(/^<div class="table" tabindex="0" [^>]*data-columns="2"><table>.*<\/table><\/div>/);
    expect(page).to.include('<pre tabindex="0"><code>c');
  });

  it('is called by its first heading, up to a colon', () => {
    expect(titleOf('---\nx: y\n---\n# Rulings: what we do\n\n# Other')).to.equal('Rulings');
    expect(titleOf('no heading')).to.equal('Untitled');
  });

  it('shows the files it names', () => {
    expect(withCode('Look:\n\n<!-- code: a/bot.ts -->\n\nDone', (file) => `// ${file}\n`)).to.equal(
      'Look:\n\n```ts\n// a/bot.ts\n```\n\nDone',
    );
  });

  it('of a source has a place for each line, and shows code as text', () => {
    const page = sourcePage('lib/a/b.ts', 'const a = 1 < 2;\n\n// "end"\n');

    expect(page.match(/ id="L\d+"/g)).to.deep.equal([' id="L1"', ' id="L2"', ' id="L3"']);
    expect(page).to.include('1 &#60; 2').and.include('href="../../../index.html"');
  });
});

describe('the links of the site', () => {
  const broken = (html: string) =>
    brokenSiteLinks(
      new Map([
        ['index.html', '<h2 id="there">'],
        ['guides/a.html', html],
      ]),
      new Set(['index.html', 'guides/a.html', 'assets/style.css']),
    );

  it('lead to pages, files and headings that are there', () => {
    const good = '<link href="../assets/style.css"><i id="b"></i><a href="../index.html#there"></a><a href="#b"></a>';
    expect(broken(`${good}<a href="https://rxjs.dev">x</a>`)).to.deep.equal([]);
  });

  it('are told where they do not', () => {
    expect(
      broken('<a href="b.html"></a><a href="../index.html#gone"></a><a href="/index.html"></a><a href="../"></a>'),
    ).to.deep.equal([
      'guides/a.html: links to b.html, which is not there',
      'guides/a.html: links to ../index.html#gone, where nothing has that id',
      'guides/a.html: links to /index.html, which depends on where the site is',
      'guides/a.html: links to ../, which is not there',
    ]);
  });

  it('are told where a bare name of a page was taken for a host', () => {
    expect(broken('<a href="http://MIGRATION.md">x</a>')).to.deep.equal([
      'guides/a.html: links to http://MIGRATION.md, which is a page named without a link',
    ]);
  });

  it('load nothing from elsewhere', () => {
    expect(broken('<script async src="https://cdn.example.com/a.js"></script>')).to.deep.equal([
      'guides/a.html: loads https://cdn.example.com/a.js from elsewhere',
    ]);
  });
});
