/** How often to ask, in ms. */
export interface PollRates {
  readonly pollRate: number;
  readonly pollRateMin: number;
  readonly pollRateMax: number;
  readonly pollRateMult: number;
  readonly pollRateSleep: number;
  readonly dynamicPolling: boolean;
}

/** The shipped product's clock: polls start on ticks of half the shortest gap. The first comes one tick after the start. */
export const tickOf = ({ pollRateMin }: PollRates): number => Math.floor(pollRateMin / 2);

const rateAfter = (polls: number, rates: PollRates, sleeping: boolean): number => {
  if (sleeping) return rates.pollRateSleep;
  if (!rates.dynamicPolling) return rates.pollRate;
  let rate = rates.pollRateMin;
  for (let poll = 0; poll < polls && rate < rates.pollRateMax; poll++) rate = Math.trunc(rate * rates.pollRateMult);
  return Math.min(rate, rates.pollRateMax);
};

/**
 * From the start of one poll to the start of the next: `pollRateMin` after sending, then growing by `pollRateMult`
 * with each poll up to `pollRateMax`; `pollRate` without `dynamicPolling`; `pollRateSleep` while sleeping.
 * @param polls polls since the last hurry
 * @returns ms, a whole number of ticks
 */
export const pollGap = (polls: number, rates: PollRates, sleeping: boolean): number => {
  const tick = tickOf(rates);
  return Math.ceil(rateAfter(polls, rates, sleeping) / tick) * tick;
};
