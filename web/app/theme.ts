export type Theme = 'system' | 'light' | 'dark';

/** Shows the page in a theme and remembers it for `public/theme.js`, which runs before the first paint. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  localStorage.setItem('atende.theme', theme);
}
