import type { Explanation } from './explanations.js';

/** Something that can be put in. */
export interface Candidate extends Explanation {
  readonly text: string;
}

/** A name in the line that can be completed. */
export interface Place {
  readonly of: 'command' | 'topic';
  /** Where the name begins. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
  /** What of it stands before the cursor. */
  readonly typed: string;
  /** What the name stands in; `''` for none. */
  readonly quote: string;
}

/** A line and what of it is selected. */
export interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const quoted = String.raw`\s*(['"])`;
const patterns = {
  command: new RegExp(String.raw`^\s*(?:await\s+)?(?:[\w$.]+\.command\(${quoted})?([\w.]*)$`),
  topic: new RegExp(String.raw`^\s*(?:(?:un)?subscribe\s+|[\w$.]+\.(?:un)?subscribe\(${quoted})([\w.]*)$`),
} as const;

/** Which name the cursor stands in; `undefined` where it stands in none. */
export const placeAt = (text: string, cursor: number): Place | undefined => {
  const before = text.slice(0, cursor);
  const [behind = ''] = /^[\w.]*/.exec(text.slice(cursor)) ?? [];
  for (const of of ['topic', 'command'] as const) {
    const [found, quote = '', typed = ''] = patterns[of].exec(before) ?? [];
    if (found !== undefined) return { of, from: cursor - typed.length, to: cursor + behind.length, typed, quote };
  }
  return undefined;
};

/** What follows a name that was completed at the end of a line. */
const tail = ({ of, quote }: Place, { text, template }: Candidate): string => {
  if (of === 'topic') return quote && `${quote})`;
  if (quote) return template ? `${quote}, ${template})` : `${quote})`;
  // A word that something has to follow.
  if (!text.includes('.')) return ' ';
  return template ? ` ${template}` : '';
};

/** The line with the candidate at the place; behind a name at its end, the options follow, and the cursor goes there. */
export const completed = (line: string, place: Place, candidate: Candidate): Line => {
  const rest = line.slice(place.to);
  const before = line.slice(0, place.from) + candidate.text;
  if (rest.trim() !== '') return { text: before + rest, from: before.length, to: before.length };
  const [head = '', selected, ...end] = tail(place, candidate).split('|');
  const from = before.length + head.length;
  const text = before + head + (selected ?? '') + end.join('|');
  return { text, from, to: from + (selected?.length ?? 0) };
};
