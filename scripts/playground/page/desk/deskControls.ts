import { combineLatest, map, type Observable } from 'rxjs';
import type { Desk } from '../../../../spec/chatServer/desk.js';
import { composer } from '../chat/composer.js';
import { dropFiles } from '../dropFiles.js';
import { element } from '../element.js';
import type { LiveService } from '../liveService.js';
import { quietly } from '../quietly.js';
import { whyNot } from '../whyNot.js';
import { type Actor, actors } from './actor.js';
import { agentTyping } from './agentTyping.js';
import { deskMenu } from './deskMenu.js';
import type { DeskModel } from './deskModel.js';
import { deskSeat } from './deskSeat.js';
import { type DeskVoice, deskVoice } from './deskVoice.js';

/** Where the agent writes. */
const writerOf = (voice: DeskVoice, noNotices$: Observable<string | undefined>) => {
  const writer = composer({
    label: 'Message to the customer',
    tools: [deskMenu(voice, noNotices$)],
    attach: (files) => quietly(voice.sendFiles(files)),
    send: (text) => {
      if (text.trim() === '') return;
      typing.said();
      quietly(voice.say(text));
    },
  });
  const typing = agentTyping(
    writer.input,
    (preview) => quietly(voice.type(preview)),
    () => quietly(voice.stopTyping()),
  );
  return writer.element;
};

/** What one needs to answer oneself: a seat in the chat, and a voice. */
export const deskControls = (desk: Desk, { view$ }: DeskModel, { live$ }: LiveService): HTMLElement => {
  const trouble = element('p', { class: 'trouble', role: 'alert' });
  const { actor$, choose, join } = actors(desk, view$);
  let actor: Actor | undefined;
  let chatId: string | undefined;
  const voice = deskVoice(
    desk,
    () => actor,
    (words) => trouble.replaceChildren(words),
  );
  const seat = deskSeat({
    view$,
    actor$,
    noBots$: live$.pipe(map(({ choice }) => whyNot('bots', choice.transport))),
    choose,
    join: (newcomer) => chatId !== undefined && quietly(join(chatId, newcomer)),
    leave: () => quietly(voice.leave()),
  });
  const writer = writerOf(voice, live$.pipe(map(({ choice }) => whyNot('customNotices', choice.transport))));
  const controls = element('div', { class: 'controls' }, trouble, seat, writer);
  combineLatest([view$, actor$]).subscribe(([{ chat }, now]) => {
    actor = now;
    chatId = chat && !chat.ended ? chat.chatId : undefined;
    seat.hidden = chatId === undefined;
    writer.hidden = actor === undefined;
  });
  dropFiles(
    controls,
    () => actor !== undefined,
    (files) => quietly(voice.sendFiles(files)),
  );
  return controls;
};
