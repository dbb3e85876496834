import { type Area, tabList } from './tabList.js';

/** Where something happens all the time: no news. */
const lively = ['events', 'bus'];

/** Lets one choose an area where there is room for one only. With room for all, the style sheet hides the tabs. */
export const tabs = (areas: readonly Area[], chose: (area: Area) => void): HTMLElement => {
  const list = tabList({
    label: 'Areas',
    areas,
    mark: 'chosen',
    chose(area) {
      delete list.tabs[areas.indexOf(area)]?.dataset.news;
      chose(area);
    },
  });
  areas.forEach(({ element: area }, place) => {
    if (!lively.includes(area.id)) watchNews(area, list.tabs[place]);
  });
  list.choose(0);
  return list.element;
};

/** Marks a tab when a line was added to its area while it could not be seen. */
const watchNews = (area: HTMLElement, tab: HTMLElement | undefined): void => {
  const look = (changes: readonly MutationRecord[]): void => {
    const added = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof HTMLLIElement));
    if (tab && added && area.dataset.chosen === 'false') tab.dataset.news = '';
  };
  new MutationObserver(look).observe(area, { childList: true, subtree: true });
};
