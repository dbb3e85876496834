import { button, element } from './element.js';
import type { Line, LineFile } from './line.js';
import { linkify, linkTo } from './linkify.js';

/** What one can do with a line. */
export interface LineActions {
  download?(file: LineFile): void;
  /** Answers an idle alert. */
  stay?(): void;
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

const noteElement = (line: Line, { stay }: LineActions): HTMLElement => {
  const here = (): void => {
    answer.remove();
    stay?.();
  };
  const answer = button('I am still here', here, { class: 'small' });
  const text = element('span', {});
  text.append(...linkify(line.text));
  return element(
    'li',
    { class: line.look, 'data-restored': line.restored },
    text,
    line.look === 'alert' && stay && answer,
  );
};

/** One line. With `follows` it goes on from the line before, and the name is not said again. */
export const lineElement = (line: Line, follows: boolean, actions: LineActions): HTMLElement => {
  if (line.look === 'note' || line.look === 'alert') return noteElement(line, actions);
  const bubble = element('div', { class: 'bubble' });
  bubble.append(...content(line, actions));
  const time = line.at === undefined ? '' : clock.format(line.at);
  return element(
    'li',
    { class: `said ${line.look}`, 'data-follows': follows, 'data-restored': line.restored },
    element('div', { class: follows ? 'unseen' : 'meta' }, element('b', {}, line.who), ` ${time}`),
    bubble,
  );
};
