import { withLatestFrom } from 'rxjs';
import type { Desk } from '../../../spec/chatServer/desk.js';
import type { PlayName } from '../shared/play.js';
import { button, element } from './element.js';
import { type LiveService, ofLive } from './liveService.js';
import type { PlayClient } from './playClient.js';
import { quietly } from './quietly.js';
import { whyNot } from './whyNot.js';

const switches: readonly (readonly [name: PlayName, label: string, title: string])[] = [
  ['cut', 'Cut the network', 'Connections to the chat server are refused'],
  ['offline', 'Chat server offline', 'The chat server answers that it cannot now'],
  ['errors', 'HTTP 500s', 'Every answer is HTTP 500'],
  ['slow', 'Slow answers', 'Answers come 2 s late'],
];

const toggles = ({ play$, set }: PlayClient): HTMLElement[] =>
  switches.map(([name, label, title]) => {
    const toggle = button(label, () => quietly(set(name, toggle.getAttribute('aria-pressed') !== 'true')), { title });
    play$.subscribe((play) => toggle.setAttribute('aria-pressed', String(play[name])));
    return toggle;
  });

/** Bad weather on demand: switches that stay, and things that happen once. */
export const weatherRow = (play: PlayClient, desk: Desk, { live$ }: LiveService): HTMLElement => {
  let chatId = '';
  // The old keys still open the door to what is on its way, as on a real server.
  const spare = 5;
  const change = button('Change keys', () => quietly(desk.rotateKeys(chatId, spare)), {
    title: 'The chat server gives the chat new keys',
  });
  const end = button('End the chat', () => quietly(desk.end(chatId)), { title: 'The chat server ends the chat' });
  const why = element('span', { class: 'reason' });
  ofLive(live$, ({ state$ }) => state$)
    .pipe(withLatestFrom(live$))
    .subscribe(([{ sessionId }, { choice }]) => {
      chatId = sessionId;
      const fixed = whyNot('newKeys', choice.transport);
      const pushes = whyNot('polling', choice.transport) && 'What is pushed goes on: weather meets what is sent';
      why.textContent = fixed ?? pushes ?? '';
      end.disabled = sessionId === '';
      change.disabled = end.disabled || fixed !== undefined;
    });
  const reload = button('Reload', () => location.reload(), { title: 'Reload the page in the middle of it all' });
  return element(
    'section',
    { class: 'weather', 'aria-label': 'Weather', id: 'weather' },
    element('h2', {}, 'Weather'),
    element('div', { class: 'group' }, ...toggles(play)),
    element('div', { class: 'group' }, change, end, reload, why),
  );
};
