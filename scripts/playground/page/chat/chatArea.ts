import { Subject } from 'rxjs';
import type { WebChatService } from '../../../../lib/index.js';
import { dropFiles } from '../dropFiles.js';
import { button, element } from '../element.js';
import { quietly } from '../quietly.js';
import type { TellingService } from '../tellingService.js';
import { conversation } from './conversation.js';
import { restoreNote } from './restoreNote.js';
import { type Scene, sceneOf$ } from './scene.js';
import { endedBar, startForm } from './startForm.js';

/** Which parts a scene shows. */
const shown: Readonly<Record<Scene, readonly string[]>> = {
  form: ['form'],
  starting: ['form'],
  restoring: ['restoring'],
  chat: ['talk', 'composer', 'end'],
  ended: ['talk', 'ended'],
};

/** Focus goes where the next thing to do is, but only if it was in this area or nowhere. */
const mayFocus = (area: HTMLElement): boolean =>
  document.activeElement === document.body || area.contains(document.activeElement);

/** The customer's side: the form, the conversation, what is written. */
export const chatArea = (service: WebChatService, calls: TellingService, intro: string): HTMLElement => {
  const again$ = new Subject<void>();
  const { list, typing, composer, uploads } = conversation(service, calls);
  const form = startForm(calls, intro);
  form.element.prepend(restoreNote(service, calls));
  const parts: Readonly<Record<string, HTMLElement>> = {
    end: button('End chat', () => quietly(calls.endChat()), { class: 'small' }),
    restoring: element('p', { class: 'empty' }, 'Looking for the chat from before the reload…'),
    form: form.element,
    talk: element('div', { class: 'talk' }, list.element, typing),
    ended: endedBar(() => again$.next()),
    composer: composer.element,
  };
  const { end, ...rest } = parts;
  const area = element('section', { id: 'chat', class: 'area', 'aria-label': 'Customer' });
  area.append(element('header', {}, element('h2', {}, 'Customer'), end), ...Object.values(rest));

  sceneOf$(service, again$).subscribe((scene) => {
    const wasHere = mayFocus(area);
    area.dataset.scene = scene;
    for (const [name, part] of Object.entries(parts)) part.hidden = !shown[scene].includes(name);
    form.setBusy(scene === 'starting');
    if (!wasHere) return;
    if (scene === 'chat') composer.input.focus();
    if (scene === 'form') form.focus();
  });
  dropFiles(area, () => area.dataset.scene === 'chat', uploads.send);
  return area;
};
