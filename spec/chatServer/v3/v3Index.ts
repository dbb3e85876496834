import { Refusal } from '../conversation/refusal.js';
import type { TranscriptEvent } from '../conversation/transcriptEvent.js';

/** Where a message stands: '<ms>-<seq>', the seq counting those of one ms from 0. */
export interface V3Index {
  readonly ms: number;
  readonly seq: number;
}

/** The index of what comes after `last`; greater, whatever the clock does. */
export const nextIndex = (last: V3Index | undefined, { utcTime }: TranscriptEvent): V3Index =>
  last === undefined || utcTime > last.ms ? { ms: utcTime, seq: 0 } : { ms: last.ms, seq: last.seq + 1 };

/** Below 0 where `one` comes before `other`. */
export const compareIndexes = (one: V3Index, other: V3Index): number => one.ms - other.ms || one.seq - other.seq;

export const writeIndex = ({ ms, seq }: V3Index): string => `${ms}-${seq}`;

/** An index as a client sends it back; refused where it is none. */
export const readIndex = (text: string): V3Index => {
  const [, ms, seq] = /^(\d{1,15})-(\d{1,9})$/.exec(text) ?? [];
  if (ms === undefined) throw new Refusal('malformed', 'index must be the raw index of a message');
  return { ms: Number(ms), seq: Number(seq) };
};
