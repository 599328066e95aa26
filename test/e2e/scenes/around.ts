import { atTicket, field, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const around: Scene[] = [
  {
    name: 'notifications',
    hangs: true,
    as: 'admin',
    open: async ({ page, say }) => {
      await page.goto('/tickets?view=all-active');
      await page.getByRole('button', { name: new RegExp(`^${say('Notifications')}`) }).click();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
    },
  },
  {
    name: 'notifications-none',
    as: 'agent',
    open: async ({ page, say }) => {
      await page.goto('/tickets?view=all-active');
      await page.getByRole('button', { name: new RegExp(`^${say('Notifications')}`) }).click();
      await page.getByText(say('Nothing new')).waitFor();
    },
  },
  {
    name: 'account-menu',
    hangs: true,
    as: 'admin',
    open: async ({ page, say }) => {
      await page.goto('/tickets?view=all-active');
      await page.getByRole('button', { name: new RegExp(`^${say('My account')}`) }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'keys',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await stage.page.getByRole('log').getByText('1').first().waitFor();
      await stage.page.keyboard.press('Shift+?');
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'profile',
    as: 'admin',
    open: async (stage) => [
      await stage.page.goto('/profile'),
      await stage.page.getByText(stage.say('this device')).waitFor(),
    ],
  },
  {
    name: 'profile-token',
    as: 'agent',
    open: async (stage) => {
      await stage.page.goto('/profile');
      await field(stage, 'What the token is for').fill('Loja virtual');
      await press(stage, 'Make a token');
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'nothing-here',
    as: 'admin',
    open: async ({ page, say }) => [
      await page.goto('/a-page-nobody-made'),
      await page.getByText(say('There is nothing at this address')).waitFor(),
    ],
  },
  {
    name: 'not-allowed',
    as: 'agent',
    statuses: [403],
    open: async ({ page }) => [await page.goto('/admin/deliveries'), await page.getByRole('heading').first().waitFor()],
  },
  {
    name: 'account',
    as: 'admin',
    open: async ({ page, say }) => [
      await page.goto('/account?day=now'),
      await page
        .getByRole('region', { name: say('Unassigned'), exact: true })
        .getByRole('listitem')
        .first()
        .waitFor(),
    ],
  },
  {
    name: 'account-today',
    as: 'admin',
    open: async ({ page, say }) => [
      await page.goto('/account'),
      await page
        .getByRole('region', { name: say('The sum') })
        .getByText('=')
        .waitFor(),
    ],
  },
];
