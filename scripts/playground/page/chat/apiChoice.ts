import type { TransportName } from '../../../../spec/reference/abilities.js';
import { apiNames, type Servers } from '../../shared/servers.js';
import { type Choice, whyNotAsync } from '../choice.js';
import { element } from '../element.js';
import type { LiveService } from '../liveService.js';

const isName = (name: string): name is TransportName => Object.hasOwn(apiNames, name);

const option = (input: HTMLInputElement, label: string, why: HTMLElement): HTMLElement =>
  element('label', { class: 'check' }, input, element('span', {}, label, why));

const reason = (words: string | undefined): HTMLElement =>
  element('span', { class: 'reason', hidden: words === undefined }, words);

/** Asks which server API, and what kind of chat. What cannot be chosen says why. */
export const apiChoice = (servers: Servers, { live$, choose }: LiveService): HTMLElement => {
  let now: Choice | undefined;
  const pick = (change: Partial<Choice>): void => {
    if (!now) return;
    const next = { ...now, ...change };
    choose({ ...next, async: next.async && whyNotAsync(next.transport) === undefined });
  };
  const radios = Object.keys(apiNames)
    .filter(isName)
    .map((name) => {
      const input = element('input', { type: 'radio', name: 'transport', value: name });
      input.disabled = servers[name] === undefined;
      input.addEventListener('change', () => pick({ transport: name }));
      return { input, label: option(input, apiNames[name], reason(input.disabled ? 'no address given' : undefined)) };
    });
  const box = element('input', { type: 'checkbox', name: 'async' });
  box.addEventListener('change', () => pick({ async: box.checked }));
  const why = reason('');
  live$.subscribe(({ choice }) => {
    now = choice;
    for (const { input } of radios) input.checked = input.value === choice.transport;
    box.checked = choice.async;
    const words = whyNotAsync(choice.transport);
    box.disabled = words !== undefined;
    why.textContent = words ?? '';
    why.hidden = words === undefined;
  });
  return element(
    'fieldset',
    { class: 'choice' },
    element('legend', {}, 'Server API'),
    element('div', { class: 'options' }, ...radios.map(({ label }) => label)),
    option(box, 'Asynchronous: the chat lives on when the page goes', why),
  );
};
