/** What a row of the list tells of: an event, a command that was called, and how that call went. */
export type RowKind = 'event' | 'call' | 'resolved' | 'rejected';

/** One line of what happens; secrets are already masked. */
export interface Row {
  /** ms since the epoch */
  readonly at: number;
  readonly kind: RowKind;
  /** The event's or the command's name. */
  readonly name: string;
  /** One short line. */
  readonly summary: string;
  /** What it carries. */
  readonly data?: unknown;
}

export const marks: Readonly<Record<RowKind, string>> = { event: '•', call: '→', resolved: '✓', rejected: '✗' };

/** 13:04:05.678, local time. */
export const timeOf = (at: number): string => {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};
