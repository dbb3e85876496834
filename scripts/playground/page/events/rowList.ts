import type { Row } from '../../shared/row.js';
import { button, element } from '../element.js';
import { mostRows } from '../rows.js';
import { stickToEnd } from '../stickToEnd.js';
import { moveWithArrows } from './moveWithArrows.js';
import { rowElement } from './rowElement.js';

/** The rows as they are seen: the newest last and in sight, unless somebody reads further up. */
interface RowList {
  readonly element: HTMLElement;
  add(row: Row): void;
  /** Shows these instead. */
  replace(rows: readonly Row[]): void;
}

interface RowListWords {
  /** What the list is called. */
  readonly label: string;
  /** Stands where there are no rows. */
  readonly empty: string;
}

export const rowList = (words: RowListWords): RowList => {
  const list = element('ol', { class: 'rows', 'aria-label': words.label });
  const empty = element('p', { class: 'empty' }, words.empty);
  const scroller = element('div', { class: 'scroller' }, empty, list);
  let unseen = 0;
  const stick = stickToEnd(scroller, (atEnd) => {
    if (!atEnd) return;
    unseen = 0;
    newest.hidden = true;
  });
  const newest = button('', () => {
    scroller.scrollTop = scroller.scrollHeight;
  });
  newest.className = 'newest';
  newest.hidden = true;
  moveWithArrows(list);

  const append = (row: Row): void => {
    list.append(rowElement(row));
    if (list.childElementCount > mostRows) list.firstElementChild?.remove();
  };
  const settle = (): void => {
    empty.hidden = list.childElementCount > 0;
    stick();
    const behind = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > 24;
    newest.hidden = !behind || unseen === 0;
    newest.textContent = `${unseen} newer below`;
  };
  settle();
  return {
    element: element('div', { class: 'row-list' }, scroller, newest),
    add(row) {
      append(row);
      unseen += 1;
      settle();
    },
    replace(rows) {
      list.replaceChildren();
      unseen = 0;
      for (const row of rows) append(row);
      settle();
    },
  };
};
