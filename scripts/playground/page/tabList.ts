import { element } from './element.js';

/** One area of the page. */
export interface Area {
  readonly name: string;
  readonly element: HTMLElement;
}

interface TabListParts {
  readonly label: string;
  readonly areas: readonly Area[];
  /** What an area's data attribute says of it: `true` or `false`. */
  readonly mark: 'chosen' | 'front';
  /** One was chosen. */
  chose?(area: Area): void;
}

/** A row of tabs, moved through with the arrow keys, Home and End. */
export interface TabList {
  readonly element: HTMLElement;
  readonly tabs: readonly HTMLElement[];
  choose(place: number): void;
}

export const tabList = ({ label, areas, mark, chose }: TabListParts): TabList => {
  const tabs = areas.map(({ name, element: area }) =>
    element('button', { type: 'button', role: 'tab', id: `${mark}-${area.id}`, 'aria-controls': area.id }, name),
  );
  const list = element(
    'div',
    { class: mark === 'front' ? 'view-tabs' : 'tabs', role: 'tablist', 'aria-label': label },
    ...tabs,
  );
  const choose = (place: number): void => {
    areas.forEach((area, at) => {
      area.element.dataset[mark] = String(at === place);
      tabs[at]?.setAttribute('aria-selected', String(at === place));
      tabs[at]?.setAttribute('tabindex', at === place ? '0' : '-1');
    });
    const area = areas[place];
    if (area) chose?.(area);
  };
  const target = (key: string): number | undefined => {
    const now = tabs.findIndex((each) => each.getAttribute('aria-selected') === 'true');
    if (key === 'ArrowRight') return (now + 1) % tabs.length;
    if (key === 'ArrowLeft') return (now - 1 + tabs.length) % tabs.length;
    if (key === 'Home') return 0;
    return key === 'End' ? tabs.length - 1 : undefined;
  };
  for (const [place, tab] of tabs.entries()) tab.addEventListener('click', () => choose(place));
  list.addEventListener('keydown', (event) => {
    const next = event.ctrlKey || event.altKey || event.metaKey ? undefined : target(event.key);
    if (next === undefined) return;
    // Home and End would scroll the page.
    event.preventDefault();
    choose(next);
    tabs[next]?.focus();
  });
  return { element: list, tabs, choose };
};
