import type { Frame, SessionData } from '../transports/frames.js';

/**
 * A frame with only those keys that the request was not sent with: the answer to an old request,
 * come late, repeats old keys and must not put them back.
 */
export const newsOf = (sentWith: SessionData, frame: Frame): Frame => {
  const old = new Map<string, unknown>(Object.entries(sentWith));
  const news = Object.entries(frame.session ?? {}).filter(([key, value]) => old.get(key) !== value);
  return { ...frame, session: Object.fromEntries(news) };
};
