import type { Servers } from '../shared/servers.js';
import { button, element } from './element.js';
import type { LiveService } from './liveService.js';
import { statusBar } from './statusBar.js';
import { storedTheme, storeTheme, themes, useTheme } from './theme.js';

const themeChoice = (): HTMLElement => {
  const select = element('select', { 'aria-label': 'Colours', class: 'theme' });
  for (const theme of themes) {
    select.append(element('option', { value: theme }, `${theme[0]?.toUpperCase()}${theme.slice(1)}`));
  }
  select.value = storedTheme();
  select.addEventListener('change', () => {
    const theme = themes.find((each) => each === select.value) ?? 'system';
    storeTheme(theme);
    useTheme(theme);
  });
  return select;
};

/** Opens the weather where there is no room for it. */
const weatherButton = (weather: HTMLElement): HTMLElement => {
  const toggle = button(
    'Weather',
    () => {
      const open = toggle.getAttribute('aria-expanded') !== 'true';
      toggle.setAttribute('aria-expanded', String(open));
      weather.dataset.open = String(open);
    },
    { class: 'narrow-only', 'aria-expanded': 'false', 'aria-controls': weather.id },
  );
  return toggle;
};

/** The top of the page: what this is, how it stands. */
export const header = (live: LiveService, servers: Servers, weather: HTMLElement | undefined): HTMLElement => {
  const title = element('h1', {}, 'webchat-streams');
  live.live$.subscribe(({ choice }) => {
    title.title = servers[choice.transport] ?? '';
  });
  return element('header', { class: 'top' }, title, statusBar(live), weather && weatherButton(weather), themeChoice());
};
