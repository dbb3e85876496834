/** A line that is read from left to right. */
export interface Source {
  readonly text: string;
  /** How far it has been read. */
  at: number;
}

/** Reads what the pattern says, if it comes next, and gives its groups: the whole first. */
export const take = (source: Source, pattern: RegExp): readonly string[] | undefined => {
  const next = new RegExp(pattern, `${pattern.flags}y`);
  next.lastIndex = source.at;
  const found = next.exec(source.text);
  if (!found) return undefined;
  source.at += found[0].length;
  return [...found].map((group) => group ?? '');
};

/** Passes over blanks, and tells the character that comes next: `''` at the end. */
export const peek = (source: Source): string => {
  take(source, /\s*/);
  return source.text.charAt(source.at);
};

/** The piece of the line that comes next, short enough for a sentence. */
export const rest = (source: Source): string => {
  const [word = ''] = /^(?:[\w$]+|.)/u.exec(source.text.slice(source.at)) ?? [];
  return word.length > 24 ? `${word.slice(0, 23)}…` : word;
};
