import { distinctUntilChanged, map, withLatestFrom } from 'rxjs';
import type { Connection, WebChatService } from '../../../lib/index.js';
import { element } from './element.js';
import { type LiveService, ofLive } from './liveService.js';
import { whyNot } from './whyNot.js';
import { chatWords, connectionWords, type Mood } from './words.js';

interface Cell {
  readonly element: HTMLElement;
  show(words: string, mood: Mood): void;
}

const cell = (label: string, attributes: Readonly<Record<string, string>> = {}): Cell => {
  const value = element('span', { class: 'value' });
  const shown = element('span', { class: 'cell', ...attributes }, element('span', { class: 'label' }, label), value);
  return {
    element: shown,
    show(words, mood) {
      shown.dataset.mood = mood;
      if (value.textContent !== words) value.textContent = words;
    },
  };
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)} s`;

const troubled = (connection: Connection): boolean => connection !== 'idle' && connection !== 'online';

/** How long the trouble lasts, and after it how long it lasted. Not read aloud: it changes each second. */
const outageClock = (connection$: WebChatService['connection$']): HTMLElement => {
  const shown = element('span', { class: 'outage', 'aria-hidden': 'true' });
  let since: number | undefined;
  let forget: ReturnType<typeof setTimeout> | undefined;
  setInterval(() => {
    if (since !== undefined) shown.textContent = `for ${Math.round((Date.now() - since) / 1000)} s`;
  }, 1000);
  connection$.pipe(distinctUntilChanged()).subscribe((connection) => {
    clearTimeout(forget);
    if (troubled(connection)) {
      if (since === undefined) shown.replaceChildren();
      since ??= Date.now();
      return;
    }
    shown.textContent =
      since !== undefined && connection === 'online' ? `back after ${seconds(Date.now() - since)}` : '';
    since = undefined;
    forget = setTimeout(() => shown.replaceChildren(), 8000);
  });
  return shown;
};

/** Where the chat stands and how well the servers are reached, always in sight. */
export const statusBar = ({ live$ }: LiveService): HTMLElement => {
  const state$ = ofLive(live$, (service) => service.state$);
  const connection$ = ofLive(live$, (service) => service.connection$);
  const agents$ = ofLive(live$, (service) => service.agents$);
  const chat = cell('Chat');
  const connection = cell('Connection', { 'data-cell': 'connection' });
  const polling = cell('Polling', { class: 'cell wide-only' });
  const agents = cell('With', { class: 'cell wide-only' });
  state$.pipe(withLatestFrom(live$)).subscribe(([{ status, polling: on }, { choice }]) => {
    chat.show(...chatWords[status]);
    const off = whyNot('polling', choice.transport) === undefined ? 'Off' : 'Not needed';
    polling.show(on ? 'On' : off, on ? 'good' : 'calm');
  });
  connection$.subscribe((now) => connection.show(...connectionWords[now]));
  agents$
    .pipe(map((all) => Object.values(all).filter(({ connected }) => connected)))
    .subscribe((here) =>
      agents.show(here.map(({ name }) => name).join(', ') || 'Nobody', here.length > 0 ? 'good' : 'calm'),
    );
  connection.element.append(outageClock(connection$));
  return element(
    'div',
    { class: 'status', role: 'status', 'aria-label': 'Status' },
    ...[chat, connection, polling, agents].map((each) => each.element),
  );
};
