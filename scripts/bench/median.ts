/** The middle one; the mean of both where there are two. */
export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((one, other) => one - other);
  const [low = Number.NaN, high = low] = sorted.slice(
    Math.floor((sorted.length - 1) / 2),
    Math.floor(sorted.length / 2) + 1,
  );
  return (low + high) / 2;
};
