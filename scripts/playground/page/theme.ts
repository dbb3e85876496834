export const themes = ['system', 'light', 'dark'] as const;

type Theme = (typeof themes)[number];

const key = 'playground.theme';

/** The theme that was chosen on an earlier visit. */
export const storedTheme = (): Theme => {
  const stored = localStorage.getItem(key);
  return themes.find((theme) => theme === stored) ?? 'system';
};

export const useTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

export const storeTheme = (theme: Theme): void => localStorage.setItem(key, theme);
