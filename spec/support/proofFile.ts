import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './filesBelow.js';
import type { RowId } from './proofs.js';

/** A row and the passed test that showed it. */
export interface Proof {
  readonly row: RowId;
  /** The test's full title. */
  readonly title: string;
  /** From the root of the project. */
  readonly file: string;
}

/** What one leg (Node, a browser …) has to say. */
export interface Leg {
  readonly leg: string;
  readonly passed: number;
  /** Tests that did not pass, those that never ran included. */
  readonly failed: number;
  readonly proofs: readonly Proof[];
}

/** A leg as it is kept, with the sources it ran on. */
export interface KeptLeg extends Leg {
  readonly sources: string;
}

/** Where the legs are kept. */
export const proofFolder = '.proofs';

/** Changes with every change of what is proved or proves, so that old proofs are told from new ones. */
export const fingerprint = (): string => {
  const hash = createHash('sha256');
  for (const file of ['transports', 'streams', 'lib', 'spec'].flatMap((folder) => filesBelow(folder, '.ts'))) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
};

// Taken before the first test, so that a change made while the tests run shows.
const sources = fingerprint();

/** Keeps a leg's proofs in place of those of its last run. */
export const writeProofs = (leg: Leg): void => {
  const kept: KeptLeg = { ...leg, sources };
  mkdirSync(proofFolder, { recursive: true });
  writeFileSync(join(proofFolder, `${leg.leg}.json`), `${JSON.stringify(kept, null, 2)}\n`);
};

/** The legs' last runs. */
export const readLegs = (): KeptLeg[] =>
  filesBelow(proofFolder, '.json').map((file) => {
    const kept: KeptLeg = JSON.parse(readFileSync(file, 'utf8'));
    return kept;
  });
