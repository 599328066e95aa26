import { press } from './moves.ts';
import type { Scene } from './scene.ts';

export const list: Scene[] = [
  {
    name: 'inbox',
    as: 'admin',
    open: async ({ page }) => [
      await page.goto('/tickets?view=all-active'),
      await page.locator('a[id^=ticket-row-]').nth(3).waitFor(),
    ],
  },
  {
    name: 'inbox-empty',
    as: 'agent',
    open: async ({ page, say }) => [
      await page.goto('/tickets?view=my-open'),
      await page.getByText(say('Nothing waits here')).waitFor(),
    ],
  },
  {
    name: 'inbox-limited',
    as: 'limited',
    open: async ({ page }) => [
      await page.goto('/tickets?view=all-active'),
      await page.locator('a[id^=ticket-row-]').first().waitFor(),
    ],
  },
  {
    name: 'inbox-order',
    hangs: true,
    as: 'admin',
    open: async ({ page, say }) => {
      await page.goto('/tickets?view=all-active');
      await page.locator('a[id^=ticket-row-]').nth(3).waitFor();
      await page.getByRole('button', { name: new RegExp(`^${say('Order')}`) }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'inbox-views',
    as: 'admin',
    only: 'narrow',
    open: async (stage) => {
      await stage.page.goto('/tickets?view=all-active');
      await press(stage, 'Views');
      await stage.page.getByRole('dialog').getByRole('link').nth(5).waitFor();
    },
  },
];
