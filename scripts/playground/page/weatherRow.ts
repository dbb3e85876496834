import type { WebChatService } from '../../../lib/index.js';
import type { Desk } from '../../../spec/chatServer/desk.js';
import type { PlayName } from '../shared/play.js';
import { button, element } from './element.js';
import type { PlayClient } from './playClient.js';
import { quietly } from './quietly.js';

const switches: readonly (readonly [name: PlayName, label: string, title: string])[] = [
  ['cut', 'Cut the network', 'Connections to the chat server are refused'],
  ['offline', 'Chat server offline', 'The chat server answers that it cannot now (statusCode 1)'],
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
export const weatherRow = (play: PlayClient, desk: Desk, { state$ }: Pick<WebChatService, 'state$'>): HTMLElement => {
  let chatId = '';
  // The old keys still open the door to what is on its way, as on a real server.
  const spare = 5;
  const inChat = [
    button('Change keys', () => quietly(desk.rotateKeys(chatId, spare)), {
      title: 'The chat server gives the chat new keys',
    }),
    button('End the chat', () => quietly(desk.end(chatId)), { title: 'The chat server ends the chat' }),
  ];
  state$.subscribe(({ sessionId }) => {
    chatId = sessionId;
    for (const each of inChat) each.disabled = sessionId === '';
  });
  const reload = button('Reload', () => location.reload(), { title: 'Reload the page in the middle of it all' });
  return element(
    'section',
    { class: 'weather', 'aria-label': 'Weather', id: 'weather' },
    element('h2', {}, 'Weather'),
    element('div', { class: 'group' }, ...toggles(play)),
    element('div', { class: 'group' }, ...inChat, reload),
  );
};
