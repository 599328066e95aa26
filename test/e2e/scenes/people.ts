import { atTicket, press } from './moves.ts';
import type { Scene } from './scene.ts';

/** Who writes in, and where they work. */
export const people: Scene[] = [
  {
    name: 'contact',
    as: 'admin',
    open: async ({ page, set }) => [
      await page.goto(`/contacts/${set.contact}`),
      await page.getByRole('main').getByRole('link').nth(1).waitFor(),
    ],
  },
  {
    name: 'contact-edit',
    as: 'agent',
    open: async (stage) => {
      await stage.page.goto(`/contacts/${stage.set.contact}`);
      await press(stage, 'Edit');
      await stage.page.getByRole('dialog').getByRole('textbox').nth(1).waitFor();
    },
  },
  {
    name: 'contact-merge',
    as: 'admin',
    open: async (stage) => {
      await stage.page.goto(`/contacts/${stage.set.contact}`);
      await press(stage, 'Compare with {name}', { name: 'Mary Kline' });
      await stage.page.getByRole('dialog').getByRole('radio').nth(1).waitFor();
    },
  },
  {
    name: 'contact-merge-find',
    as: 'admin',
    only: 'narrow',
    open: async (stage) => {
      await stage.page.goto(`/contacts/${stage.set.contact}`);
      await press(stage, 'Merge with another contact');
      const sought = stage.page.getByRole('dialog').getByRole('textbox');
      await sought.fill('o');
      await sought.fill('carla');
      await stage.page.getByRole('dialog').getByRole('button', { name: /Carla/ }).waitFor();
    },
  },
  {
    name: 'organization',
    as: 'admin',
    open: async ({ page, set }) => [
      await page.goto(`/organizations/${set.organization}`),
      await page.getByRole('main').getByRole('link').nth(1).waitFor(),
    ],
  },
  {
    name: 'ticket-same-person',
    as: 'admin',
    only: 'wide',
    open: async (stage) => {
      await atTicket(stage, stage.set.fresh);
      await stage.page.getByRole('region', { name: stage.say('The same person') }).scrollIntoViewIfNeeded();
    },
  },
];
