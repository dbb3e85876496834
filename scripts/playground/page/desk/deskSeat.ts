import { combineLatest, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Participant } from '../../../../spec/chatServer/conversation/transcriptEvent.js';
import type { Newcomer } from '../../../../spec/chatServer/desk.js';
import { button, element } from '../element.js';
import { type Actor, presentIn } from './actor.js';
import type { DeskView } from './deskModel.js';

const roles = ['Agent', 'Supervisor', 'Bot'] as const satisfies readonly Newcomer['role'][];

const usualNames: Readonly<Record<string, string>> = { Agent: 'Noor', Supervisor: 'Mika', Bot: 'Helper' };

interface SeatParts {
  readonly view$: Observable<DeskView>;
  readonly actor$: Observable<Actor | undefined>;
  /** Why there are no bots for the customer. */
  readonly noBots$: Observable<string | undefined>;
  choose(participantId: number): void;
  join(newcomer: Newcomer): void;
  leave(): void;
}

const describe = ({ name, role }: Participant): string => `${name} (${role.toLowerCase()})`;

const joining = ({ join, noBots$ }: Pick<SeatParts, 'join' | 'noBots$'>): HTMLElement => {
  const options = roles.map((each) => element('option', { value: each }, each));
  const role = element('select', { 'aria-label': 'Role' }, ...options);
  noBots$.subscribe((why) => {
    for (const option of options.filter(({ value }) => value === 'Bot')) {
      option.disabled = why !== undefined;
      option.textContent = why ? `Bot: ${why}` : 'Bot';
      if (why && option.selected) role.value = 'Agent';
    }
  });
  const name = element('input', { 'aria-label': 'Name at the desk', value: 'Noor', autocomplete: 'off', size: '8' });
  role.addEventListener('change', () => {
    name.value = usualNames[role.value] ?? name.value;
  });
  const form = element('form', { class: 'join' }, name, role, element('button', { type: 'submit' }, 'Join'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = roles.find((each) => each === role.value) ?? 'Agent';
    join({ name: name.value.trim() || chosen, role: chosen });
  });
  return form;
};

/** Who sits at the desk: joins, leaves, and for whom one speaks. */
export const deskSeat = ({ view$, actor$, noBots$, choose, join, leave }: SeatParts): HTMLElement => {
  const who = element('select', { 'aria-label': 'Speak as' });
  who.addEventListener('change', () => choose(Number(who.value)));
  const here = element('span', { class: 'here' }, 'As', who, button('Leave', leave));
  const options$ = view$.pipe(
    map(({ chat }) => presentIn(chat).map((each) => [String(each.participantId), describe(each)] as const)),
    distinctUntilChanged((one, other) => one.join() === other.join()),
  );
  combineLatest([options$, actor$]).subscribe(([options, actor]) => {
    here.hidden = options.length === 0;
    if (options.map(([id]) => id).join() !== [...who.options].map(({ value }) => value).join()) {
      who.replaceChildren(...options.map(([value, words]) => element('option', { value }, words)));
    }
    who.value = String(actor?.participantId ?? '');
  });
  return element('div', { class: 'seat' }, here, joining({ join, noBots$ }));
};
