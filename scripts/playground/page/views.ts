import { element } from './element.js';
import { type Area, tabList } from './tabList.js';

/** Areas that share one place. */
interface Views {
  readonly element: HTMLElement;
  readonly areas: readonly Area[];
  /** Brings one of them to the front; any other is passed over. */
  show(area: Area): void;
}

const key = 'playground.view';

/** Puts areas into one place, with tabs to choose by. Where there is room for one area only, they are as all others. */
export const views = (areas: readonly Area[]): Views => {
  const list = tabList({
    label: 'Views',
    areas,
    mark: 'front',
    chose: ({ element: area }) => sessionStorage.setItem(key, area.id),
  });
  const stored = sessionStorage.getItem(key);
  list.choose(
    Math.max(
      0,
      areas.findIndex((area) => area.element.id === stored),
    ),
  );
  return {
    element: element('div', { class: 'views' }, list.element, ...areas.map((area) => area.element)),
    areas,
    show(area) {
      if (areas.includes(area)) list.choose(areas.indexOf(area));
    },
  };
};
