import type { WebChatService } from '../../../lib/index.js';
import { button, element } from './element.js';
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
export const header = (service: WebChatService, server: string, weather: HTMLElement | undefined): HTMLElement =>
  element(
    'header',
    { class: 'top' },
    element('h1', { title: server }, 'webchat-streams'),
    statusBar(service),
    weather && weatherButton(weather),
    themeChoice(),
  );
