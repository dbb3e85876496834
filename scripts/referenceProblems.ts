import { existsSync, readFileSync } from 'node:fs';
import * as busRejections from '../lib/bridges/busRejections.js';
import * as rejections from '../lib/rejections.js';
import { commandRows, commands } from '../spec/reference/commands.js';
import { events } from '../spec/reference/events.js';
import { fingerprint, type KeptLeg, type Proof } from '../spec/support/proofFile.js';
import { legs as expectedLegs } from './legs.js';
import { allLines } from './referenceRows.js';

// A story tells more than a unit spec; among equals the order must not depend on who ran first.
const rank = ({ file, title }: Proof): string => `${file.startsWith('spec/stories/') ? 0 : 1} ${file} ${title}`;

/** The proof to show for each row. */
export const bestProofs = (legs: readonly KeptLeg[]): Map<string, Proof> => {
  const best = new Map<string, Proof>();
  for (const proof of legs.flatMap(({ proofs }) => proofs)) {
    const known = best.get(proof.row);
    if (known === undefined || rank(proof) < rank(known)) best.set(proof.row, proof);
  }
  return best;
};

/** Legs that are missing, failed, or ran on other sources than these. */
export const legProblems = (legs: readonly KeptLeg[]): string[] => {
  const sources = fingerprint();
  const missing = expectedLegs.filter(({ leg: name }) => !legs.some(({ leg }) => leg === name));
  return [
    ...missing.map(({ leg: name }) => `The leg "${name}" has left no proofs. Run: npm test`),
    ...legs.filter(({ failed }) => failed > 0).map(({ leg, failed }) => `The leg "${leg}" has ${failed} failed tests.`),
    ...legs
      .filter((leg) => leg.sources !== sources)
      .map(({ leg }) => `The proofs of the leg "${leg}" are older than the sources. Run: npm test`),
  ];
};

/** Rows that nothing proves. */
export const rowProblems = (proofs: ReadonlyMap<string, Proof>): string[] =>
  allLines.filter(({ id }) => !proofs.has(id)).map(({ id }) => `${id}: no passed spec proves it`);

const lastWord = (ours: string): string => /(\w+)\W*$/.exec(ours)?.[1] ?? ours;

const isNamedIn = (file: string, ours: string): boolean =>
  existsSync(file) && new RegExp(`\\b${lastWord(ours)}\\b`).test(readFileSync(file, 'utf8'));

// Those made with a value are functions: only a spec can show their letters.
const sentences = (): string[] =>
  Object.values({ ...rejections, ...busRejections }).flatMap((value) => (typeof value === 'string' ? value : []));

/** What is wrong with the tables themselves. */
export const tableProblems = (): string[] => {
  const said = new Set<string>(commandRows.map(({ returns }) => returns));
  const ids = allLines.map(({ id }) => id);
  const duplicates = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...(commands.length === 24 ? [] : [`The reference has 24 commands, the table ${commands.length}.`]),
    ...(events.length === 29 ? [] : [`The reference has 29 events, the table ${events.length}.`]),
    ...duplicates.map((id) => `${id}: is there twice`),
    ...allLines
      .filter(({ file, ours }) => !isNamedIn(file, ours))
      .map(({ id, file, ours }) => `${id}: ${file} does not name ${lastWord(ours)}`),
    ...sentences()
      .filter((sentence) => !said.has(sentence))
      .map((sentence) => `lib/rejections.ts says "${sentence}", which no row says`),
  ];
};
