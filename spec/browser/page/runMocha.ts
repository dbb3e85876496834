import { nameTransport } from '../../support/nameTransport.js';
import { surroundings } from '../../support/nodeWorld.js';
import { takeMarks } from '../../support/proofs.js';
import type { Told } from '../told.js';

declare global {
  interface Window {
    /** Put there by the runner; what is told here is printed at once. */
    tellRunner(told: Told): Promise<void>;
  }
}

const json = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return undefined;
  }
};

/** What was expected and what came, where the assertion has both. */
const compared = (error: Error): string => {
  const { expected, actual } = { expected: undefined, actual: undefined, ...error };
  if (expected === undefined && actual === undefined) return '';
  return `\nexpected ${json(expected)}\nactual ${json(actual)}`;
};

const tell = (told: Told): void => {
  void window.tellRunner(told);
};

const depthOf = (suite: Mocha.Suite | undefined): number => (suite?.parent ? 1 + depthOf(suite.parent) : 0);

nameTransport(mocha.suite, surroundings.transport);
const runner = mocha.run();

runner.on('suite', (suite) => {
  if (!suite.root) tell({ kind: 'suite', title: suite.title, depth: depthOf(suite) });
});
runner.on('test', () => {
  takeMarks();
});
runner.on('pass', (test) => {
  const { title, file = '', duration = 0 } = test;
  const marks = takeMarks();
  tell({ kind: 'pass', title, fullTitle: test.fullTitle(), depth: depthOf(test.parent), file, duration, marks });
});
runner.on('fail', (test, failure: unknown) => {
  const error = failure instanceof Error ? failure : new Error(String(failure));
  const title = test.titlePath().join(' ▸ ');
  tell({ kind: 'fail', title, depth: depthOf(test.parent), stack: `${error.stack}${compared(error)}` });
});
runner.on('end', () => tell({ kind: 'end' }));
