import { BehaviorSubject } from 'rxjs';
import type { Row } from '../../shared/row.js';
import { button, element } from '../element.js';
import { type Group, groupOf, groups } from './groups.js';

/** Which rows are to be seen. */
export type Shows = (row: Row) => boolean;

const textOf = (row: Row): string =>
  `${row.name} ${row.summary} ${row.data === undefined ? '' : JSON.stringify(row.data)}`.toLowerCase();

/** A text and a chip for each group; with no chip pressed, every group is shown. */
export const rowFilter = () => {
  const chosen = new Set<Group>();
  const search = element('input', { type: 'search', 'aria-label': 'Filter by text', placeholder: 'Filter' });
  const sought = (): string => search.value.trim().toLowerCase();
  const shows: Shows = (row) =>
    (chosen.size === 0 || chosen.has(groupOf(row))) && (sought() === '' || textOf(row).includes(sought()));
  const shows$ = new BehaviorSubject(shows);
  search.addEventListener('input', () => shows$.next(shows));
  const chips = groups.map((group) => {
    const chip = button(
      group,
      () => {
        if (!chosen.delete(group)) chosen.add(group);
        chip.setAttribute('aria-pressed', String(chosen.has(group)));
        shows$.next(shows);
      },
      { class: 'chip', 'aria-pressed': 'false' },
    );
    return chip;
  });
  return {
    search,
    chips: element('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' }, ...chips),
    shows$,
  };
};
