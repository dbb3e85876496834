import { posix } from 'node:path';

/** The page of a source, from the site's root. */
export const sourceAddress = (file: string): string => `sources/${file}.html`;

/** What is needed to know where a link to a source leads. */
export interface Sources {
  /** The source that typedoc calls so in `media/`, if it is one. */
  inMedia(name: string): string | undefined;
  /** A page links to this source. */
  wanted(file: string): void;
}

/**
 * What typedoc leaves to be done: links to sources lead to pages, and what may be wider than its page can be scrolled,
 * with the keyboard too.
 * @param page its address, from the site's root
 */
export const finishPage = (page: string, html: string, { inMedia, wanted }: Sources): string => {
  const linkTo = (file: string, hash: string): string => {
    wanted(file);
    return `href="${posix.relative(posix.dirname(page), sourceAddress(file))}${hash}"`;
  };
  return (
    html
      .replace(/<a href="source:[^"]*node_modules[^"]*">([\s\S]*?)<\/a>/g, '$1')
      .replace(/href="source:([^"#]+)(#L\d+)"/g, (_, file: string, hash: string) => linkTo(file, hash))
      .replace(/href="(?:\.\.\/)*media\/([^"#]+)(#[^"]*)?"/g, (whole, name: string, hash = '') => {
        const file = inMedia(name);
        return file === undefined ? whole : linkTo(file, hash);
      })
      // A folder has no index where there is no server.
      .replace(/href="((?:\.\.?\/)+)(#[^"]*)?"/g, 'href="$1index.html$2"')
      .replace(/<table>[\s\S]*?<\/table>/g, (table) => {
        const columns = /<tr>([\s\S]*?)<\/tr>/.exec(table)?.[1]?.match(/<th/g)?.length ?? 0;
        return `<div class="table" tabindex="0" role="group" aria-label="Table" data-columns="${columns}">${table}</div>`;
      })
      .replaceAll('<pre><code', '<pre tabindex="0"><code')
  );
};
