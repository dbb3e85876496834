import { marks, type Row, timeOf } from '../../shared/row.js';
import { toneOf } from '../../shared/toneOf.js';
import { element } from '../element.js';
import { escapeTurns } from './escapeTurns.js';

const kindWords: Readonly<Record<Row['kind'], string>> = {
  event: 'event',
  call: 'call',
  resolved: 'resolved',
  rejected: 'rejected',
};

const payloadOf = (row: Row): HTMLElement =>
  element(
    'pre',
    { class: 'payload' },
    row.data === undefined ? 'Nothing more.' : escapeTurns(JSON.stringify(row.data, undefined, 2)),
  );

/** One row: its line is a button that shows what it carries. */
export const rowElement = (row: Row): HTMLLIElement => {
  const line = element(
    'button',
    { type: 'button', class: 'row', 'aria-expanded': 'false', tabindex: '-1' },
    element('time', {}, timeOf(row.at)),
    element('span', { class: 'mark', 'aria-label': kindWords[row.kind], role: 'img' }, marks[row.kind]),
    element('span', { class: 'name' }, escapeTurns(row.name)),
    element('span', { class: 'summary' }, escapeTurns(row.summary)),
  );
  const made = element('li', { 'data-kind': row.kind, 'data-tone': toneOf(row) }, line);
  line.addEventListener('click', () => {
    const open = line.getAttribute('aria-expanded') !== 'true';
    line.setAttribute('aria-expanded', String(open));
    if (open) made.append(payloadOf(row));
    else made.lastElementChild?.remove();
  });
  return made;
};
