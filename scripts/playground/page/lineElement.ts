import { button, element } from './element.js';
import type { Line, LineFile } from './line.js';
import { linkify, linkTo } from './linkify.js';
import { messageState } from './messageState.js';

/** What one can do with a line. */
export interface LineActions {
  download?(file: LineFile): void;
  /** Answers an idle alert. */
  stay?(): void;
}

/** A line as it stands in a list. */
export interface LineElement {
  readonly element: HTMLElement;
  /** Shows what has become of it. With `follows` it goes on from the line before, and the name is not said again. */
  show(line: Line, follows: boolean): void;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** 1.4 MB */
const sizeText = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
};

const fileElement = (file: LineFile, { download }: LineActions): HTMLElement =>
  element(
    'div',
    { class: 'file' },
    element('span', { class: 'file-name' }, file.name),
    file.size !== undefined && element('span', { class: 'quiet' }, sizeText(file.size)),
    download && button('Download', () => download(file), { class: 'small', 'aria-label': `Download ${file.name}` }),
  );

const content = (line: Line, actions: LineActions): Node[] => {
  if (line.file) return [fileElement(line.file, actions)];
  if (line.page) return [element('span', { class: 'quiet' }, 'Suggests a page: '), linkTo(line.text)];
  return linkify(line.text);
};

const noteElement = (actions: LineActions): LineElement => {
  const made = element('li');
  return {
    element: made,
    show({ look, text, restored }) {
      const here = (): void => {
        answer.remove();
        actions.stay?.();
      };
      const answer = button('I am still here', here, { class: 'small' });
      const words = element('span');
      words.append(...linkify(text));
      made.className = look;
      made.toggleAttribute('data-restored', restored === true);
      made.replaceChildren(words, ...(look === 'alert' && actions.stay ? [answer] : []));
    },
  };
};

const saidElement = (actions: LineActions): LineElement => {
  const who = element('b');
  const time = document.createTextNode('');
  const meta = element('div', {}, who, time);
  const bubble = element('div', { class: 'bubble' });
  const made = element('li', {}, meta, bubble);
  const showState = messageState(made);
  let shown: string | undefined;
  return {
    element: made,
    show(line, follows) {
      made.className = `said ${line.look}`;
      made.toggleAttribute('data-follows', follows);
      made.toggleAttribute('data-restored', line.restored === true);
      meta.className = follows ? 'unseen' : 'meta';
      if (who.textContent !== line.who) who.textContent = line.who;
      time.data = line.at === undefined ? '' : ` ${clock.format(line.at)}`;
      // What stands already is not read aloud again.
      const now = JSON.stringify([line.text, line.page, line.file]);
      if (now !== shown) bubble.replaceChildren(...content(line, actions));
      shown = now;
      showState(line);
    },
  };
};

/** One line; it can become another of the same look without another element. */
export const lineElement = ({ look }: Line, actions: LineActions): LineElement =>
  look === 'note' || look === 'alert' ? noteElement(actions) : saidElement(actions);
