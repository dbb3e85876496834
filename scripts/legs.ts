/** One run of specs: in Node, or in a browser. */
export interface LegCommand {
  readonly leg: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** What `npm test` runs, in this order. */
export const legs: readonly LegCommand[] = [
  { leg: 'node', command: 'mocha', args: ['spec/!(stories)/**/*.spec.ts', 'spec/stories/*.story.ts'] },
  { leg: 'browser', command: 'tsx', args: ['spec/browser/run.ts'] },
];
