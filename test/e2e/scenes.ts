import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

export type Language = 'en' | 'pt-BR';

const portuguese: Record<string, string> = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../locales/pt-BR.json'), 'utf8'),
);

/** A sentence of the screen in its language, by its English source. */
export type Say = (english: string, values?: Record<string, string | number>) => string;
export const sayIn =
  (language: Language): Say =>
  (english, values = {}) => {
    const text = language === 'pt-BR' ? (portuguese[english] ?? english) : english;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };

/** What the desk of the pictures holds, by what it is good for. */
export type Furniture = {
  /** Has replies, a note and a history. */
  busy: number;
  html: number;
  closed: number;
  fresh: number;
  invite: string;
  reset: string;
};

export type Stage = { page: Page; say: Say; set: Furniture };
export type Scene = {
  name: string;
  /** Who looks; nobody is signed in without it. */
  as?: 'admin' | 'agent' | 'limited';
  /** A desk nobody has set up yet. */
  onEmptyDesk?: boolean;
  /** Where the page has room for it only so wide, or only so narrow. */
  only?: 'wide' | 'narrow';
  /** Refusals this scene is about. */
  statuses?: number[];
  open(stage: Stage): Promise<unknown>;
};

const button = ({ page, say }: Stage, english: string, values = {}) =>
  page.getByRole('button', { name: say(english, values), exact: true }).first();
const press = async (stage: Stage, english: string, values = {}) => button(stage, english, values).click();
const field = ({ page, say }: Stage, english: string) => page.getByLabel(say(english), { exact: true });
const heading = ({ page, say }: Stage, english: string) =>
  page.getByRole('heading', { name: say(english), exact: true }).waitFor();
const atTicket = async (stage: Stage, number: number) => {
  await stage.page.goto(`/tickets/${number}?view=all-active`);
  await stage.page.getByRole('log').getByRole('article').first().waitFor();
};
const admin = (path: string, title: string, more: (stage: Stage) => Promise<unknown> = async () => {}) =>
  ({
    as: 'admin',
    open: async (stage: Stage) => {
      await stage.page.goto(`/admin/${path}`);
      await heading(stage, title);
      await more(stage);
    },
  }) as const;

const door: Scene[] = [
  {
    name: 'setup',
    onEmptyDesk: true,
    open: async (stage) => [await stage.page.goto('/setup'), await stage.page.getByRole('link').first().waitFor()],
  },
  {
    name: 'setup-form',
    onEmptyDesk: true,
    open: async (stage) => {
      await stage.page.goto('/setup');
      await stage.page.getByRole('link', { name: stage.say('Begin') }).click();
      await field(stage, 'Company').fill('Padaria Central');
      await button(stage, 'Start').click();
      await stage.page.locator('[data-invalid]').first().waitFor();
    },
  },
  {
    name: 'setup-done',
    open: async (stage) => [await stage.page.goto('/setup'), await heading(stage, 'This desk is set up')],
  },
  { name: 'sign-in', open: async (stage) => [await stage.page.goto('/sign-in'), await heading(stage, 'Sign in')] },
  {
    name: 'sign-in-refused',
    statuses: [401],
    open: async (stage) => {
      await stage.page.goto('/sign-in');
      await field(stage, 'E-mail').fill(`nobody-${Math.round(performance.now())}@atende.example`);
      await field(stage, 'Password').fill('not the password');
      await press(stage, 'Sign in');
      await stage.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'forgot',
    open: async (stage) => [await stage.page.goto('/forgot'), await heading(stage, 'Choose a new password')],
  },
  {
    name: 'forgot-sent',
    open: async (stage) => {
      await stage.page.goto('/forgot');
      await field(stage, 'E-mail').fill(`nobody-${Math.round(performance.now())}@atende.example`);
      await press(stage, 'Send the link');
      await heading(stage, 'Look into your mail');
    },
  },
  {
    name: 'reset',
    open: async (stage) => [await stage.page.goto(stage.set.reset), await field(stage, 'New password').waitFor()],
  },
  {
    name: 'reset-refused',
    statuses: [404, 410, 400, 409],
    open: async (stage) => {
      await stage.page.goto('/reset#a-link-that-nobody-was-ever-given');
      await field(stage, 'New password').fill('a brand new passphrase');
      await press(stage, 'Change the password');
      await stage.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'invite',
    open: async (stage) => [await stage.page.goto(stage.set.invite), await field(stage, 'Password').waitFor()],
  },
  {
    name: 'invite-broken',
    statuses: [404, 410, 400, 409],
    open: async (stage) => [
      await stage.page.goto('/invite#a-link-that-nobody-was-ever-given'),
      await heading(stage, 'This invitation does not work'),
    ],
  },
];

const tickets: Scene[] = [
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
  { name: 'ticket', as: 'admin', open: (stage) => atTicket(stage, stage.set.busy) },
  {
    name: 'ticket-why',
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

const aroundTickets: Scene[] = [
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
  {
    name: 'notifications',
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
];

const administration: Scene[] = [
  { name: 'agents', ...admin('agents', 'Agents', ({ page }) => page.getByRole('row').nth(3).waitFor()) },
  {
    name: 'agents-menu',
    ...admin('agents', 'Agents', async ({ page }) => {
      await page.getByRole('row').nth(3).getByRole('button').click();
      await page.getByRole('menuitem').first().waitFor();
    }),
  },
  {
    name: 'agents-invite',
    ...admin('agents', 'Agents', async (stage) => {
      await press(stage, 'Invite an agent');
      await stage.page.getByRole('dialog').getByRole('textbox').first().fill('Nina Alves');
    }),
  },
  { name: 'teams', ...admin('teams', 'Teams', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'teams-new',
    ...admin('teams', 'Teams', async (stage) => {
      await press(stage, 'New team');
      await stage.page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    }),
  },
  { name: 'inboxes', ...admin('inboxes', 'Inboxes', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'inboxes-edit',
    ...admin('inboxes', 'Inboxes', async ({ page }) => {
      await page.getByRole('row').nth(1).getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    }),
  },
  {
    name: 'business-hours',
    ...admin('business-hours', 'Business hours', ({ page }) => page.getByRole('row').nth(1).waitFor()),
  },
  {
    name: 'business-hours-edit',
    ...admin('business-hours', 'Business hours', async (stage) => {
      await stage.page.getByRole('row').nth(1).getByRole('button').first().click();
      const dialog = stage.page.getByRole('dialog');
      await press(stage, 'Add a holiday');
      await dialog.getByLabel(stage.say('Date'), { exact: true }).fill('2026-12-25');
      await dialog.getByLabel(stage.say('Name of the holiday')).fill('Natal');
      await dialog
        .getByRole('button', { name: stage.say('Add hours: {day}', { day: '' }) })
        .first()
        .click();
    }),
  },
  { name: 'sla', ...admin('sla', 'SLA', ({ page }) => page.getByRole('listitem').nth(1).waitFor()) },
  {
    name: 'sla-edit',
    ...admin('sla', 'SLA', async (stage) => {
      await press(stage, 'Edit {name}', { name: 'Standard' });
      await press(stage, 'Add a condition');
      await press(stage, 'Add a group');
      await stage.page
        .getByRole('dialog')
        .getByRole('button', { name: stage.say('Add a group') })
        .nth(1)
        .waitFor();
    }),
  },
  { name: 'deliveries', ...admin('deliveries', 'Deliveries', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
  {
    name: 'deliveries-source',
    ...admin('deliveries', 'Deliveries', async (stage) => {
      await press(stage, 'Source');
      await stage.page.getByRole('dialog').getByRole('textbox').waitFor();
    }),
  },
  {
    name: 'deliveries-none',
    ...admin('deliveries', 'Deliveries', async ({ page, say }) => {
      await page
        .getByRole('button', { name: new RegExp(`${say('State')}`) })
        .first()
        .click();
      await page.getByRole('option', { name: say('came back'), exact: true }).click();
      await page.getByRole('table').waitFor({ state: 'detached' });
    }),
  },
  { name: 'parked', ...admin('parked', 'Parked mail', (stage) => button(stage, 'Discard').waitFor()) },
  {
    name: 'parked-discard',
    ...admin('parked', 'Parked mail', async (stage) => {
      await press(stage, 'Discard');
      await stage.page.getByRole('alertdialog').waitFor();
    }),
  },
  { name: 'company', ...admin('settings', 'Company', ({ page }) => page.getByRole('textbox').first().waitFor()) },
  { name: 'audit', ...admin('audit', 'Audit', ({ page }) => page.getByRole('row').nth(1).waitFor()) },
];

/** Every screen of the workspace and every window over it, each in the state that shows most. */
export const scenes: Scene[] = [...door, ...tickets, ...aroundTickets, ...administration];
