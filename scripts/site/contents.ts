import { existsSync } from 'node:fs';

/** Pages of the site that are written by hand, in their order; the first line of each is its name. */
const guides = [
  'playground',
  'retry',
  'stores',
  'async',
  'ui',
  'testing',
  'angular',
  'workers',
  'events',
  'operators',
] as const;

/** What is written for the repository and belongs to the site too. */
const papers = [
  'MIGRATION.md',
  'REFERENCE.md',
  'spec/reference/rulings.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
] as const;

/** What users import, and where it begins. */
const entries = [
  { name: 'webchat-streams', file: 'lib/index.ts' },
  { name: 'webchat-streams/transports', file: 'transports/index.ts' },
  { name: 'webchat-streams/cometd', file: 'transports/gmsCometd/index.ts' },
  { name: 'webchat-streams/cxbus', file: 'lib/bridges/cxBus/index.ts' },
  { name: 'webchat-streams/angular', file: 'lib/bridges/angular/index.ts' },
  { name: 'webchat-streams/testing', file: 'spec/chatServer/testing.ts' },
] as const;

/** What the site is made of. */
export const contents = {
  front: 'README.md',
  guides: guides.map((name) => `scripts/site/guides/${name}.md`),
  papers,
  entries: entries.filter(({ file }) => existsSync(file)),
};
