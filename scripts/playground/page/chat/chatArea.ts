import { Subject, type Subscription } from 'rxjs';
import { apiNames, type Servers } from '../../shared/servers.js';
import { dropFiles } from '../dropFiles.js';
import { button, element } from '../element.js';
import type { Live, LiveService } from '../liveService.js';
import { quietly } from '../quietly.js';
import { conversation } from './conversation.js';
import { historyButton } from './historyButton.js';
import { restoreNote } from './restoreNote.js';
import { type Scene, sceneOf$ } from './scene.js';
import { endedBar, type StartForm } from './startForm.js';

/** Which parts a scene shows. */
const shown: Readonly<Record<Scene, readonly string[]>> = {
  form: ['form'],
  starting: ['form'],
  restoring: ['restoring'],
  chat: ['talk', 'composer', 'end', 'history', 'over'],
  ended: ['talk', 'ended', 'over'],
};

/** Where there are tabs, the page begins with them. */
const mayFocusForm = (before: string | undefined): boolean =>
  matchMedia('(width >= 760px)').matches || (before !== undefined && before !== 'restoring');

/** Focus goes where the next thing to do is, but only if it was in this area or nowhere. */
const mayFocus = (area: HTMLElement): boolean =>
  document.activeElement === document.body || area.contains(document.activeElement);

const partsOf = ({ service, calls, choice }: Live, form: StartForm, noFiles: string | undefined) => {
  const again$ = new Subject<void>();
  const { list, typing, composer, uploads } = conversation(service, calls, noFiles);
  const history = historyButton(calls);
  const over = `${apiNames[choice.transport]}${choice.async ? ', asynchronous' : ''}`;
  const head: Readonly<Record<string, HTMLElement>> = {
    over: element('span', { class: 'quiet over' }, over),
    ...(choice.async && { history: history.more }),
    end: button('End chat', () => quietly(calls.endChat()), { class: 'small' }),
  };
  const body: Readonly<Record<string, HTMLElement>> = {
    restoring: element('p', { class: 'empty' }, 'Looking for the chat from before the reload…'),
    form: form.element,
    talk: element('div', { class: 'talk' }, history.words, list.element, typing),
    ended: endedBar(() => again$.next()),
    composer: composer.element,
  };
  form.note(restoreNote(service, calls));
  return { head, body, uploads, input: composer.input, scene$: sceneOf$(service, again$) };
};

/** The customer's side: the form, the conversation, what is written. Another service begins with a clean one. */
export const chatArea = ({ live$ }: LiveService, servers: Servers, form: StartForm): HTMLElement => {
  const area = element('section', { id: 'chat', class: 'area', 'aria-label': 'Customer' });
  let send: (files: readonly File[]) => void = () => undefined;
  let scenes: Subscription | undefined;

  live$.subscribe((live) => {
    scenes?.unsubscribe();
    const noFiles = live.choice.transport === 'gmsCometd' && !servers.files ? 'No files without --api-url' : undefined;
    const { head, body, uploads, input, scene$ } = partsOf(live, form, noFiles);
    const focused = document.activeElement;
    area.replaceChildren(
      element('header', {}, element('h2', {}, 'Customer'), ...Object.values(head)),
      ...Object.values(body),
    );
    // What was chosen with the keyboard is gone on from there.
    if (focused instanceof HTMLElement && form.element.contains(focused)) focused.focus();
    send = noFiles ? () => undefined : uploads.send;
    scenes = scene$.subscribe((next) => {
      // Who chooses in the form stays there until there is a chat to show.
      const scene = next === 'restoring' && area.dataset.scene === 'form' ? 'form' : next;
      const before = area.dataset.scene;
      const wasHere = mayFocus(area) && before !== scene;
      area.dataset.scene = scene;
      for (const [name, part] of Object.entries({ ...head, ...body })) part.hidden = !shown[scene].includes(name);
      form.setBusy(scene === 'starting');
      if (wasHere && scene === 'chat') input.focus();
      if (wasHere && scene === 'form' && mayFocusForm(before)) form.focus();
    });
  });
  dropFiles(
    area,
    () => area.dataset.scene === 'chat',
    (files) => send(files),
  );
  return area;
};
