import type { SessionFacts } from '../../../../spec/chatServer/conversation/transcriptEvent.js';
import { element } from '../element.js';
import type { DeskModel } from './deskModel.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const words = ({ form, startedAt, ended }: SessionFacts): string =>
  `${form.nickname ?? form.firstName ?? 'Customer'}, ${clock.format(startedAt)}${ended ? ', ended' : ''}`;

/** Which chat the desk looks at; with one chat there is nothing to choose. */
export const chatChoice = ({ view$, choose }: DeskModel): HTMLElement => {
  const select = element('select', { 'aria-label': 'Chat to look at' });
  select.addEventListener('change', () => choose(select.value));
  view$.subscribe(({ chats, chat }) => {
    select.hidden = chats.length < 2;
    const newestFirst = [...chats].reverse();
    const texts = newestFirst.map(words);
    if (
      texts.join() !==
      [...select.options]
        .slice(1)
        .map(({ text }) => text)
        .join()
    ) {
      select.replaceChildren(
        element('option', { value: '', hidden: true }, 'Earlier chats'),
        ...newestFirst.map((each, at) => element('option', { value: each.chatId }, texts[at])),
      );
    }
    select.value = chat?.chatId ?? '';
  });
  return select;
};
