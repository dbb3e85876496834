import { map, merge } from 'rxjs';
import type { WebChatService } from '../../../../lib/index.js';
import { button, element } from '../element.js';
import { quietly } from '../quietly.js';
import type { TellingService } from '../tellingService.js';

/** Tells why the chat from before the reload does not go on, and offers to try again where that may help. */
export const restoreNote = ({ events }: WebChatService, calls: TellingService): HTMLElement => {
  const words = element('span', {});
  const again = button('Try again', () => quietly(calls.restore()), { class: 'small' });
  const note = element('p', { class: 'alert', role: 'status', hidden: true }, words, again);
  const failed$ = events.restoreFailed$.pipe(map(() => true));
  merge(failed$, events.restoreTimeout$.pipe(map(() => false))).subscribe((mayHelp) => {
    words.textContent = mayHelp
      ? 'The chat from before the reload could not be asked for.'
      : 'The chat from before the reload is over.';
    again.hidden = !mayHelp;
    note.hidden = false;
  });
  merge(events.started$, events.restored$).subscribe(() => {
    note.hidden = true;
  });
  return note;
};
