import { readEntry } from '../adapters/small-entries';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function themeOf(name: string | null): Theme {
  return THEMES.find((theme) => theme === name) ?? 'system';
}

/** Shows a theme; `system` leaves the choice to the browser. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Before the first rendering, so that nothing flashes. */
export function applyRememberedTheme(): void {
  applyTheme(themeOf(readEntry('theme')));
}
