import { element } from './element.js';

/** One area of the page. */
interface Area {
  readonly name: string;
  readonly element: HTMLElement;
}

/** Lets one choose an area where there is room for one only. With room for all, the style sheet hides the tabs. */
export const tabs = (areas: readonly Area[]): HTMLElement => {
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Areas' });
  const buttons = areas.map(({ name, element: area }) =>
    element('button', { type: 'button', role: 'tab', id: `tab-${area.id}`, 'aria-controls': area.id }, name),
  );
  const choose = (place: number): void => {
    areas.forEach((area, at) => {
      const chosen = at === place;
      area.element.dataset.chosen = String(chosen);
      buttons[at]?.setAttribute('aria-selected', String(chosen));
      buttons[at]?.setAttribute('tabindex', chosen ? '0' : '-1');
      if (chosen) delete buttons[at]?.dataset.news;
    });
  };
  const step = (by: number): void => {
    const now = buttons.findIndex((each) => each.getAttribute('aria-selected') === 'true');
    const next = (now + by + buttons.length) % buttons.length;
    choose(next);
    buttons[next]?.focus();
  };
  buttons.forEach((each, place) => {
    each.addEventListener('click', () => choose(place));
    watchNews(areas[place]?.element, each);
  });
  list.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowRight') step(1);
    if (key === 'ArrowLeft') step(-1);
  });
  list.append(...buttons);
  choose(0);
  return list;
};

/** Marks a tab when a line was added to its area while it could not be seen. */
const watchNews = (area: HTMLElement | undefined, tab: HTMLElement): void => {
  if (!area) return;
  const look = (changes: readonly MutationRecord[]): void => {
    const added = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof HTMLLIElement));
    if (added && area.dataset.chosen === 'false' && area.id !== 'events') tab.dataset.news = '';
  };
  new MutationObserver(look).observe(area, { childList: true, subtree: true });
};
