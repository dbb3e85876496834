import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { Frame, MessageIndex } from '../../transports/frames.js';
import { GrowingList } from '../growingList.js';
import { markSeen } from '../seen.js';

/** Drops the messages that a chat has seen (E22), so that filters and preprocessors see each message once. */
export const deduplicate = (seen: () => GrowingList<MessageIndex> | undefined): MonoTypeOperatorFunction<Frame> =>
  map((frame) => {
    const { mark } = markSeen(seen() ?? new GrowingList());
    const entries = frame.entries.filter(({ message: { index } }) => index === undefined || mark(index) !== 'known');
    return entries.length < frame.entries.length ? { ...frame, entries } : frame;
  });
