/** One thing that was weighed, as it is said. */
export interface Weighed {
  readonly what: string;
  /** Bytes, minified and gzipped. */
  readonly bytes: number;
}

export const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

/** A text that says figures stands in a page between two comments. */
const placeOf = (name: string): RegExp => new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);

/** Each figure of a text with one decimal, in its order. */
const figuresOf = (text: string): number[] => [...text.matchAll(/\b\d+\.\d\b/g)].map(Number);

/** zlib differs by a few bytes from Node to Node. */
const agree = (said: string, measured: string): boolean => {
  const [before, now] = [figuresOf(said), figuresOf(measured)];
  const words = (text: string) => text.replace(/\b\d+\.\d\b/g, '');
  return (
    words(said) === words(measured) && now.every((figure, place) => Math.abs(figure - (before[place] ?? 0)) < 0.15)
  );
};

/** What a page must say between `<!-- name -->` and `<!-- /name -->`. */
export type SizeTexts = Readonly<Record<string, string>>;

/** The page with these texts in their places. */
export const withSizes = (page: string, texts: SizeTexts): string =>
  Object.entries(texts).reduce(
    (done, [name, text]) => done.replace(placeOf(name), (_, before, after) => `${before}${text}${after}`),
    page,
  );

/** What a page says otherwise than it was measured. */
export const wrongSizes = (page: string, texts: SizeTexts): string[] =>
  Object.entries(texts).flatMap(([name, text]) => {
    const [said, before = '', after = ''] = placeOf(name).exec(page) ?? [];
    if (said === undefined) return [`has no <!-- ${name} -->…<!-- /${name} -->`];
    return agree(said.slice(before.length, -after.length), text) ? [] : [`says otherwise in <!-- ${name} -->`];
  });

/** The three figures that matter to most, in one line. */
export const sizeLine = (whole: number, bare: number, chat: number): string =>
  `**${kB(whole)} kB** min+gzip with RxJS, **${kB(bare)} kB** without, **${kB(chat)} kB** with RxJS once somebody chats`;

export const sizeTable = (rows: readonly Weighed[]): string =>
  ['', '| min+gzip | kB |', '|---|---|', ...rows.map(({ what, bytes }) => `| ${what} | ${kB(bytes)} |`), ''].join('\n');
