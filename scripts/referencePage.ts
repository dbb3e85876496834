import { abilities, transportNames } from '../spec/reference/abilities.js';
import type { Proof } from '../spec/support/proofFile.js';
import { chapters, type Line, type Section } from './referenceRows.js';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

const proofCell = ({ id }: Line, proofs: ReadonlyMap<string, Proof>): string => {
  const proof = proofs.get(id);
  return proof === undefined ? '🔴 no proof' : `${cell(proof.title)} — [${proof.file}](${proof.file})`;
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = ({ title, heads, lines }: Section, proofs: ReadonlyMap<string, Proof>): string =>
  [
    ...(title === '' ? [] : [`### ${title}`, '']),
    row([...heads, 'proof']),
    row([...heads, 'proof'].map(() => '---')),
    ...lines.map((line) => row([...line.cells.map(quoted), proofCell(line, proofs)])),
    '',
  ].join('\n');

// Sentences keep their `<place>`s: inside backticks nothing needs escaping but the column's bar.
const quoted = (text: string): string => (text.startsWith('`') ? text.replaceAll('|', '\\|') : cell(text));

const opening = `# Reference

Every command, event and option of the WebChatService, what it is called here, and the spec that shows it.
Generated from spec/reference and from the marks that passed specs leave; change it there, then \`npm test && npm run reference\`.
A letter and a number in brackets name the [ruling](spec/reference/rulings.md) by which a row departs from the reference or goes beyond it.
`;

const abilityTable = (): string =>
  [
    '## What each server can do\n',
    'A story that needs what a server cannot do is not told on its transport; every other one is told on all of them.\n',
    row(['the server', ...transportNames]),
    row(['', ...transportNames].map(() => '---')),
    ...Object.values(abilities).map((ability) =>
      row([ability.what, ...transportNames.map((name) => (ability[name] === true ? 'yes' : `no: ${ability[name]}`))]),
    ),
    '',
  ].join('\n');

/** REFERENCE.md */
export const referencePage = (proofs: ReadonlyMap<string, Proof>): string => {
  const parts = [...chapters].map(([title, sections]) =>
    [`## ${title}\n`, ...sections.map((section) => table(section, proofs))].join('\n'),
  );
  return `${opening}\n${[...parts, abilityTable()].join('\n')}`;
};
