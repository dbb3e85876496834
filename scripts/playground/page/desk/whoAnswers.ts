import { element } from '../element.js';
import type { PlayClient } from '../playClient.js';
import { quietly } from '../quietly.js';

/** Chooses who plays the agent: a script, or the person at the page. */
export const whoAnswers = ({ play$, set }: PlayClient): HTMLElement => {
  const choice = (label: string, scripted: boolean): HTMLElement => {
    const radio = element('input', { type: 'radio', name: 'who', class: 'unseen' });
    radio.addEventListener('change', () => quietly(set('scripted', scripted)));
    play$.subscribe((play) => {
      radio.checked = play.scripted === scripted;
    });
    return element('label', {}, radio, element('span', {}, label));
  };
  const legend = element('legend', { class: 'unseen' }, 'Who answers');
  return element('fieldset', { class: 'segments' }, legend, choice('Script', true), choice('Me', false));
};
