import type { Line } from './line.js';

/** Lines with what tells each apart from all others, also those that say the same, and the line before. */
export const keyed = (lines: readonly Line[]): (readonly [key: string, line: Line, before: Line | undefined])[] => {
  const seen = new Map<string, number>();
  return lines.map((line, place) => {
    const like = `${line.look} ${line.key ?? `${line.at} ${line.text}`}`;
    const alike = seen.get(like) ?? 0;
    seen.set(like, alike + 1);
    return [`${like} ${alike}`, line, lines[place - 1]];
  });
};
