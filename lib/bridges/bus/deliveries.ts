import { attempt } from './attempt.js';

/** What is due later, in order. */
export type Deliver = (work: () => void) => void;

/**
 * A row of work that is done later, in order, all that is due in one task. What comes up meanwhile is due in the next one:
 * by then, whoever awaits what was settled meanwhile has heard of it.
 */
export const deliveries = (schedule: (task: () => void) => void): Deliver => {
  let due: (() => void)[] = [];
  const deliverAll = (): void => {
    const now = due;
    due = [];
    for (const work of now) attempt(work);
  };
  return (work) => {
    if (due.push(work) === 1) schedule(deliverAll);
  };
};
