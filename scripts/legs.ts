import { transportNames } from '../spec/reference/abilities.js';

/** One run of specs: in Node, or in a browser. */
export interface LegCommand {
  readonly leg: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The stories on each transport, in each world. */
const stories = transportNames.flatMap((transport): readonly LegCommand[] => {
  const env = { STORIES_TRANSPORT: transport };
  return [
    { leg: `stories-browser-${transport}`, command: 'tsx', args: ['spec/browser/run.ts'], env },
    { leg: `stories-node-${transport}`, command: 'mocha', args: ['spec/stories/*.story.ts'], env },
  ];
});

/** What `npm test` runs, begun in this order. */
export const legs: readonly LegCommand[] = [
  { leg: 'widgets', command: 'mocha', args: ['spec/widgets/*.spec.ts'] },
  { leg: 'examples', command: 'mocha', args: ['spec/examples/*.spec.ts'] },
  { leg: 'playground', command: 'mocha', args: ['spec/playground/*.spec.ts'] },
  { leg: 'node', command: 'mocha', args: ['spec/!(stories|cometd|examples|playground|widgets)/**/*.spec.ts'] },
  ...stories,
  // CometD's client wants a `window`, which it gets in a process of its own.
  { leg: 'cometd', command: 'mocha', args: ['spec/cometd/**/*.spec.ts'] },
];
