import { styleText } from 'node:util';
import type { Proof } from '../support/proofFile.js';
import type { Told } from './told.js';

type Failed = Extract<Told, { kind: 'fail' }>;

/** What is printed and counted of a run. */
export interface Report {
  /** Prints what the page tells, at once. */
  hear(told: Told): void;
  /** A failure outside any story: a crash, an uncaught error. */
  trouble(sentence: string): void;
  /** Prints failures and counts. */
  close(): void;
  readonly passed: number;
  readonly failed: number;
  readonly proofs: readonly Proof[];
}

const indent = (text: string, by: number): string => text.replace(/^/gm, ' '.repeat(by));

const paint = (colour: Parameters<typeof styleText>[0], text: string): string =>
  process.stdout.isTTY ? styleText(colour, text) : text;

const indented = ({ depth }: { readonly depth: number }): number => 2 * depth + 2;

/** Prints like mocha's spec reporter, while the stories run. */
export const report = (print: (line: string) => void, mapped: (stack: string) => string): Report => {
  const failures: Failed[] = [];
  const troubles: string[] = [];
  const proofs: Proof[] = [];
  let passed = 0;
  return {
    hear(told) {
      const { kind } = told;
      if (kind === 'suite') {
        print(`${told.depth === 1 ? '\n' : ''}${indent(told.title, 2 * told.depth)}`);
      } else if (kind === 'pass') {
        passed += 1;
        proofs.push(...told.marks.map((row) => ({ row, title: told.fullTitle, file: told.file })));
        print(indent(`${paint('green', '✔')} ${told.title} ${paint('gray', `(${told.duration}ms)`)}`, indented(told)));
      } else if (kind === 'fail') {
        failures.push(told);
        print(indent(paint('red', `${failures.length}) ${told.title}`), indented(told)));
      } else {
        kind satisfies 'end';
        print('');
      }
    },
    trouble: (sentence) => {
      troubles.push(sentence);
      print(paint('red', mapped(sentence)));
    },
    close: () => {
      print(`  ${passed} passing`);
      if (failures.length > 0) print(`  ${failures.length} failing\n`);
      failures.forEach(({ title, stack }, place) => {
        print(`  ${place + 1}) ${title}\n${indent(mapped(stack), 5)}\n`);
      });
      for (const sentence of troubles) print(`  ✖ ${mapped(sentence)}\n`);
      print(`${passed} passed, ${failures.length + troubles.length} failed`);
    },
    get passed() {
      return passed;
    },
    get failed() {
      return failures.length + troubles.length;
    },
    proofs,
  };
};
