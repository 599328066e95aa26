import { atTicket, field, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const ticket: Scene[] = [
  { name: 'ticket', as: 'admin', open: (stage) => atTicket(stage, stage.set.busy) },
  {
    name: 'ticket-why',
    hangs: true,
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await stage.page
        .getByRole('log')
        .getByRole('button', { name: stage.say('why?') })
        .last()
        .click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'ticket-html',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.html);
      await stage.page.frameLocator('iframe').first().locator('p').first().waitFor();
    },
  },
  { name: 'ticket-closed', as: 'admin', open: (stage) => atTicket(stage, stage.set.closed) },
  {
    name: 'ticket-missing',
    as: 'agent',
    statuses: [404],
    open: async ({ page, say }) => [
      await page.goto('/tickets/99999'),
      await page.getByText(say('This ticket does not exist, or you may not see it.')).waitFor(),
    ],
  },
  {
    name: 'ticket-note',
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await stage.page.getByRole('button', { name: stage.say('Internal note') }).click();
      await field(stage, 'Internal note, only your team sees this').fill('@');
      await field(stage, 'Internal note, only your team sees this').pressSequentially('a');
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'ticket-send-as',
    hangs: true,
    as: 'admin',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await field(stage, 'Reply to the customer').fill('Renove o certificado e tente de novo.');
      await press(stage, 'Send reply with another status');
      await stage.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'ticket-assignee',
    as: 'admin',
    only: 'wide',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await stage.page.getByRole('button', { name: new RegExp(`^${stage.say('Assignee')}`) }).click();
      await stage.page.getByRole('option').nth(2).waitFor();
    },
  },
  {
    name: 'ticket-panel',
    as: 'admin',
    only: 'narrow',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await press(stage, 'Customer and ticket');
      await stage.page.getByRole('dialog').getByText(stage.say('Priority')).first().waitFor();
    },
  },
  {
    name: 'ticket-promises',
    as: 'admin',
    only: 'wide',
    open: async (stage) => {
      await atTicket(stage, stage.set.busy);
      await press(stage, 'Why then?');
      await stage.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'new-ticket',
    as: 'admin',
    open: async (stage) => {
      await stage.page.goto('/tickets?view=all-active');
      await press(stage, 'New ticket');
      await stage.page.getByRole('dialog').getByRole('textbox').first().waitFor();
      await press(stage, 'Open ticket');
      await stage.page.locator('[data-invalid]').first().waitFor();
    },
  },
];
