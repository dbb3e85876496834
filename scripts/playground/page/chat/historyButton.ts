import { button, element } from '../element.js';
import { refusalOf } from '../refusalOf.js';
import type { TellingService } from '../tellingService.js';

/** Asks for what was said before; `words` tell why where nothing came. */
export const historyButton = (calls: TellingService) => {
  const words = element('p', { class: 'history', role: 'status' });
  const load = async (): Promise<void> => {
    more.disabled = true;
    words.textContent = '';
    try {
      await calls.fetchHistory();
    } catch (error) {
      words.textContent = refusalOf(error, '');
    }
    more.disabled = false;
    more.focus();
  };
  const more = button('Load history', () => void load(), { class: 'small' });
  return { more, words };
};
