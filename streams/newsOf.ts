import type { Frame, SessionData } from '../transports/frames.js';

/** A frame, and the request that it answers. */
export interface News extends Frame {
  /** The number of the request (`Session.nextRequest`). */
  readonly request: number;
}

/**
 * A frame with only those keys that the request was not sent with: a late answer to an old request
 * repeats old keys and must not put them back.
 */
export const newsOf = (sentWith: SessionData, request: number, frame: Frame): News => {
  const old = new Map<string, unknown>(Object.entries(sentWith));
  const news = Object.entries(frame.session ?? {}).filter(([key, value]) => old.get(key) !== value);
  return { ...frame, session: Object.fromEntries(news), request };
};
