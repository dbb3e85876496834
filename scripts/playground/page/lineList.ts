import { element } from './element.js';
import { keyed } from './keyed.js';
import type { Line } from './line.js';
import { type LineActions, type LineElement, lineElement } from './lineElement.js';
import { stickToEnd } from './stickToEnd.js';

/** A conversation. */
export interface LineList {
  readonly element: HTMLElement;
  /** Shows these lines, and no others. Lines that stand already keep their elements. */
  show(lines: readonly Line[]): void;
  /** What stands below the last line: what is being sent and never stands among the lines. */
  readonly tail: HTMLElement;
}

interface Shown extends LineElement {
  readonly looks: string;
}

const said = ({ look }: Line): boolean => look === 'mine' || look === 'theirs';

const follows = (line: Line, before: Line | undefined): boolean =>
  before !== undefined && said(line) && before.look === line.look && before.who === line.who;

const dividerBefore = (line: Line, before: Line | undefined): string | undefined => {
  if (line.restored && !before?.restored) return 'Restored after the reload';
  return !line.restored && before?.restored ? 'From here on, live' : undefined;
};

const divider = (text: string): LineElement => ({
  element: element('li', { class: 'divider' }, element('span', {}, text)),
  show: () => undefined,
});

/** Puts exactly these into the list; what stands in its place is not touched. */
const place = (list: HTMLElement, wanted: readonly HTMLElement[]): void => {
  const stays = new Set<Element>(wanted);
  for (const each of [...list.children]) if (!stays.has(each)) each.remove();
  let next = list.firstElementChild;
  for (const each of wanted) {
    if (each === next) next = next.nextElementSibling;
    else list.insertBefore(each, next);
  }
};

/** The elements of lines; of those that are shown again, the same. */
const elements = (actions: LineActions) => {
  let kept = new Map<string, Shown>();
  return (lines: readonly Line[]): HTMLElement[] => {
    const next = new Map<string, Shown>();
    const put = (key: string, looks: string, make: () => LineElement, change: (made: LineElement) => void): void => {
      const made = kept.get(key) ?? { ...make(), looks: '' };
      if (made.looks !== looks) change(made);
      next.set(key, { ...made, looks });
    };
    for (const [key, line, before] of keyed(lines)) {
      const words = dividerBefore(line, before);
      if (words)
        put(
          `${words} ${key}`,
          words,
          () => divider(words),
          () => undefined,
        );
      const isNext = follows(line, before);
      const looks = JSON.stringify([line, isNext]);
      put(
        key,
        looks,
        () => lineElement(line, actions),
        (made) => made.show(line, isNext),
      );
    }
    kept = next;
    return [...next.values()].map((each) => each.element);
  };
};

/**
 * @param label what a screen reader calls it
 * @param emptyWords what stands there before the first line
 */
export const lineList = (label: string, actions: LineActions, emptyWords: string): LineList => {
  const empty = element('p', { class: 'empty' }, emptyWords);
  const list = element('ol', { class: 'lines' });
  const log = element('div', { role: 'log', 'aria-live': 'polite', 'aria-label': label }, list);
  const tail = element('div', { class: 'tail' });
  const scroller = element(
    'div',
    { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': label },
    empty,
    log,
    tail,
  );
  const stick = stickToEnd(scroller);
  const elementsOf = elements(actions);
  let first: Element | undefined;

  const show = (lines: readonly Line[]): void => {
    const wanted = elementsOf(lines);
    place(list, wanted);
    empty.hidden = lines.length > 0;
    const oldest = wanted.find(({ className }) => className !== 'divider');
    // What was first has something before it now.
    const older = first !== undefined && first !== oldest && list.contains(first);
    first = oldest;
    if (older) stick.toBeginning();
    else stick();
  };
  const grown = new ResizeObserver(stick);
  for (const each of [log, tail]) grown.observe(each);
  return { element: scroller, show, tail };
};
