import type { Desk } from '../../../../spec/chatServer/desk.js';
import { element } from '../element.js';
import { lineList } from '../lineList.js';
import type { LiveService } from '../liveService.js';
import type { PlayClient } from '../playClient.js';
import { typingDots } from '../typingDots.js';
import { chatChoice } from './chatChoice.js';
import { deskControls } from './deskControls.js';
import { deskLines } from './deskLines.js';
import { type DeskModel, type DeskView, deskModel } from './deskModel.js';
import { whoAnswers } from './whoAnswers.js';

const emptyWords = 'No chat yet. Start one on the customer’s side, and it appears here as the agent sees it.';

const typingWords = ({ chat, customerTypes, preview }: DeskView): string | undefined => {
  if (!chat || chat.ended || !(customerTypes || preview)) return undefined;
  return preview ? `Customer types: ${preview}` : 'The customer is typing';
};

const talkOf = ({ view$ }: DeskModel): HTMLElement => {
  const list = lineList('Conversation as the agent sees it', {}, emptyWords);
  const dots = typingDots();
  view$.subscribe((view) => {
    list.show(deskLines(view));
    dots.show(typingWords(view));
  });
  return element('div', { class: 'talk' }, list.element, dots.element);
};

/** The agent's side. */
export const deskArea = (desk: Desk, play: PlayClient, live: LiveService): HTMLElement => {
  const model = deskModel(desk);
  const controls = deskControls(desk, model, live);
  const byScript = element('p', { class: 'hint' }, 'A script answers here. Choose “Me” to answer yourself.');
  play.play$.subscribe(({ scripted }) => {
    controls.hidden = scripted;
    byScript.hidden = !scripted;
  });
  const head = element('header', {}, element('h2', {}, 'Agent'), chatChoice(model), whoAnswers(play));
  return element(
    'section',
    { id: 'desk', class: 'area', 'aria-label': 'Agent' },
    head,
    talkOf(model),
    byScript,
    controls,
  );
};
