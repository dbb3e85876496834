import { beyondCommands, commands } from '../spec/reference/commands.js';
import { beyondEvents, type EventRow, events, type ListedEvent } from '../spec/reference/events.js';
import { beyondOptions, type OptionRow, v2Options, v3Options } from '../spec/reference/options.js';
import type { Command, Row } from '../spec/reference/row.js';

/** One line of a table of REFERENCE.md. */
export interface Line {
  /** The id a proof names. */
  readonly id: string;
  /** The cells before the proof. */
  readonly cells: readonly string[];
  /** What the product calls it. */
  readonly ours: string;
  readonly file: string;
}

/** One table. */
export interface Section {
  readonly title: string;
  readonly heads: readonly string[];
  readonly lines: readonly Line[];
}

const outcomes = {
  resolves: 'resolved',
  sentence: 'rejected',
  failure: 'rejected',
  error: 'rejected',
  never: 'rejected',
};

const ruled = (text: string, ruling: string | undefined): string =>
  ruling === undefined ? text : `${text} (${ruling})`;

const returned = ({ outcome, returns }: Row): string => (outcome === 'sentence' ? `\`${returns}\`` : returns);

const commandSection = ({ name, ours, file, rows }: Command): Section => ({
  title: `${name} → ${ours}, ${file}`,
  heads: ['status', 'when', 'returns'],
  lines: rows.map((row) => ({
    id: row.id,
    cells: [outcomes[row.outcome], ruled(row.when, row.ruling), returned(row)],
    ours,
    file,
  })),
});

const eventLine = ({ name, tells, data, ruling }: EventRow<ListedEvent>): Line => ({
  id: `event/${name}`,
  cells: [name, `events.${name}$`, ruled(tells, ruling), data, 'streams/events.ts'],
  ours: name,
  file: 'streams/events.ts',
});

const optionLine = ({ name, type, standard, ours, file, ruling }: OptionRow): Line => ({
  id: `option/${name}`,
  cells: [name, ruled(ours, ruling), type, standard, file],
  ours,
  file,
});

const eventHeads = ['event', 'ours', 'tells', 'data', 'file'];
const optionHeads = ['option', 'ours', 'type', 'default', 'file'];

/** REFERENCE.md as data, under its chapters. */
export const chapters: ReadonlyMap<string, readonly Section[]> = new Map([
  [`The ${commands.length} commands`, commands.map(commandSection)],
  ['Commands beyond the reference', beyondCommands.map(commandSection)],
  [
    `The ${events.length} events`,
    [
      { title: '', heads: eventHeads, lines: events.map(eventLine) },
      { title: 'Beyond the reference', heads: eventHeads, lines: beyondEvents.map(eventLine) },
    ],
  ],
  [
    'Options',
    [
      { title: 'Version 2 API', heads: optionHeads, lines: v2Options.map(optionLine) },
      { title: 'Version 3 API', heads: optionHeads, lines: v3Options.map(optionLine) },
      { title: 'Beyond the reference', heads: optionHeads, lines: beyondOptions.map(optionLine) },
    ],
  ],
]);

export const allLines: readonly Line[] = [...chapters.values()].flat().flatMap(({ lines }) => lines);
