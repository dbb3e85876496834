import type { Schedule } from './schedule.js';

/** The schedule, reduced to what it needs to fail: first in halves, then one by one. */
export const minimised = async (
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
): Promise<Schedule> => {
  let { happenings } = schedule;
  let part = Math.ceil(happenings.length / 2);
  while (part > 0) {
    let dropped = false;
    for (let from = 0; from < happenings.length; ) {
      const rest = [...happenings.slice(0, from), ...happenings.slice(from + part)];
      if (await fails({ ...schedule, happenings: rest })) {
        happenings = rest;
        dropped = true;
      } else from += part;
    }
    if (part === 1 && !dropped) break;
    if (part > 1) part = Math.floor(part / 2);
  }
  return { ...schedule, happenings };
};
