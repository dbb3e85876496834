import { element } from './element.js';
import type { Line } from './line.js';
import { type LineActions, lineElement } from './lineElement.js';
import { stickToEnd } from './stickToEnd.js';

/** A conversation that only grows; another one replaces it. */
export interface LineList {
  readonly element: HTMLElement;
  /** Shows these lines. Lines that stand already stay as they are. */
  show(lines: readonly Line[]): void;
  /** What stands below the last line: what is being sent, who writes. */
  readonly tail: HTMLElement;
}

const sameStart = (shown: readonly Line[], lines: readonly Line[]): boolean => {
  const last = shown.at(-1);
  const match = lines[shown.length - 1];
  return last === undefined || (match?.text === last.text && match.at === last.at && match.look === last.look);
};

/** What was first has something before it now. */
const bringsOlder = ([first]: readonly Line[], lines: readonly Line[]): boolean =>
  first !== undefined && lines.findIndex(({ text, at }) => text === first.text && at === first.at) > 0;

const said = ({ look }: Line): boolean => look === 'mine' || look === 'theirs';

const follows = (line: Line, before: Line | undefined): boolean =>
  before !== undefined && said(line) && before.look === line.look && before.who === line.who;

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
  let shown: readonly Line[] = [];

  const show = (lines: readonly Line[]): void => {
    const older = bringsOlder(shown, lines);
    if (lines.length < shown.length || !sameStart(shown, lines)) {
      list.replaceChildren();
      shown = [];
    }
    for (let place = shown.length; place < lines.length; place += 1) {
      const line = lines[place];
      if (line === undefined) continue;
      const before = lines[place - 1];
      if (line.restored && !before?.restored) list.append(divider('Restored after the reload'));
      if (!line.restored && before?.restored) list.append(divider('From here on, live'));
      list.append(lineElement(line, follows(line, before), actions));
    }
    shown = [...lines];
    empty.hidden = shown.length > 0;
    if (older) stick.toBeginning();
    else stick();
  };
  new MutationObserver(stick).observe(tail, { childList: true, subtree: true });
  return { element: scroller, show, tail };
};

const divider = (text: string): HTMLElement => element('li', { class: 'divider' }, element('span', {}, text));
