/** Whether two flat objects have the same fields, in the same order. They hold no arrays, so that Prototype.js changes nothing. */
export const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
