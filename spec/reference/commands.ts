import { beyond } from './commands/beyond.js';
import { files } from './commands/files.js';
import { lifecycle } from './commands/lifecycle.js';
import { polling } from './commands/polling.js';
import { records } from './commands/records.js';
import { talking } from './commands/talking.js';
import { typing } from './commands/typing.js';
import type { Row } from './row.js';

/** The 24 commands of the reference. */
export const commands = [...lifecycle, ...talking, ...typing, ...polling, ...files, ...records] as const;

/** What the shipped product has beyond them. */
export const beyondCommands = beyond;

type Listed = (typeof commands)[number] | (typeof beyondCommands)[number];

/** `startChat/started`, `endChat/noSession` … */
export type CommandRowId = Listed['rows'][number]['id'];

export const commandRows: readonly Row<CommandRowId>[] = [...commands, ...beyondCommands].flatMap<Row<CommandRowId>>(
  ({ rows }) => rows,
);
