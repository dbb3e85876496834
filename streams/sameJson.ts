/** Whether two values say the same, their fields in the same order: flat objects, which no page's Prototype.js changes. */
export const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
