/** Where two texts part, as a sentence; `undefined` where they are equal. */
export const firstDifference = (kept: string, now: string): string | undefined => {
  if (kept === now) return undefined;
  const keptLines = kept.split('\n');
  const nowLines = now.split('\n');
  const at = nowLines.findIndex((line, index) => line !== keptLines[index]);
  const place = at < 0 ? nowLines.length : at;
  return `line ${place + 1}\n  kept: ${keptLines[place] ?? '(nothing)'}\n  now:  ${nowLines[place] ?? '(nothing)'}`;
};
