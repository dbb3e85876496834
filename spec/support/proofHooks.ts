import { relative } from 'node:path';
import type { Context, Suite } from 'mocha';
import { transportNamed } from '../reference/abilities.js';
import { nameTransport } from './nameTransport.js';
import { type Proof, writeProofs } from './proofFile.js';
import { takeMarks } from './proofs.js';

// Mocha lets a rejection that nobody watches pass; thrown, it fails the running test, as it does in the browser.
process.on('unhandledRejection', (reason) => {
  throw reason;
});

/** Only whole legs are kept: a run of one file has no leg, and keeps nothing. */
const leg = process.env.PROOFS_LEG;

const proofs: Proof[] = [];

const statesBelow = (suite: Suite): (string | undefined)[] => [
  ...suite.tests.map(({ state }) => state),
  ...suite.suites.flatMap(statesBelow),
];

/** Mocha's root hooks: collect the marks of each passed test, and write them down at the end. */
export const mochaHooks = {
  beforeAll(this: Context): void {
    const root = this.test?.parent;
    if (root) nameTransport(root, transportNamed(process.env.STORIES_TRANSPORT));
  },

  beforeEach(): void {
    takeMarks();
  },

  afterEach(this: Context): void {
    const marks = takeMarks();
    const test = this.currentTest;
    if (test?.state !== 'passed') return;
    const file = relative(process.cwd(), test.file ?? '').replaceAll('\\', '/');
    proofs.push(...marks.map((row) => ({ row, title: test.fullTitle(), file })));
  },

  afterAll(this: Context): void {
    const root = this.test?.parent;
    if (leg === undefined || root === undefined) return;
    const states = statesBelow(root);
    const passed = states.filter((state) => state === 'passed').length;
    writeProofs({ leg, passed, failed: states.length - passed, proofs });
  },
};
