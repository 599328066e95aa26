import type { Scene } from './scene.ts';

export const search: Scene[] = [
  {
    name: 'search',
    as: 'admin',
    open: async ({ page, say }) => [
      await page.goto('/search'),
      await page.getByText(say('Search everything that was written')).waitFor(),
    ],
  },
  {
    name: 'search-found',
    as: 'admin',
    open: async ({ page }) => [await page.goto('/search?q=nota'), await page.locator('mark').first().waitFor()],
  },
  {
    name: 'search-nothing',
    as: 'admin',
    open: async ({ page, say }) => [
      await page.goto('/search?q=xilofone'),
      await page.getByText(say('Nothing found for “{q}”', { q: 'xilofone' })).waitFor(),
    ],
  },
];
