import type { Row } from '../../shared/row.js';
import { button, element } from '../element.js';
import type { Rows } from '../rows.js';
import { rowFilter } from './rowFilter.js';
import { rowList } from './rowList.js';

const count = (words: string, rows: number): string => (rows > 0 ? `${words} (${rows})` : words);

/** Every event and every call, as they happen. */
export const eventsArea = (rows: Rows): HTMLElement => {
  const { search, chips, shows$ } = rowFilter();
  const list = rowList({
    label: 'Events, newest last',
    empty: 'Nothing to show yet. Start a chat, or show more with the chips above.',
  });
  let paused = false;
  let waiting = 0;
  const show = (): void => list.replace(rows.kept.filter(shows$.value));
  const pause = button(
    'Pause',
    () => {
      paused = !paused;
      waiting = 0;
      pause.setAttribute('aria-pressed', String(paused));
      pause.textContent = paused ? 'Resume' : 'Pause';
      if (!paused) show();
    },
    { 'aria-pressed': 'false' },
  );
  const add = (row: Row): void => {
    if (paused) {
      waiting += 1;
      pause.textContent = count('Resume', waiting);
    } else if (shows$.value(row)) list.add(row);
  };
  rows.news$.subscribe((row) => (row ? add(row) : show()));
  shows$.subscribe(show);
  const tools = element('div', { class: 'group' }, search, pause, button('Clear', rows.clear));
  const header = element('header', {}, element('h2', {}, 'Events'), chips, tools);
  return element('section', { id: 'events', class: 'area', 'aria-label': 'Events' }, header, list.element);
};
