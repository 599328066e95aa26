import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import {
  accessibilityFaults,
  expectQuiet,
  openScreen,
  photograph,
  type Screen,
  sidewaysScroll,
  written,
} from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
const screens: Screen[] = [];
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  const speakers = ['Adão Reis', 'Rafael Costa'];
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', 'in', speakers).execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: ['olivia', 'ana'], 'pt-BR': ['adao', 'rafael'] } as const;
const sit = async (as: (typeof people)[Language][number]): Promise<Screen> => {
  const screen = await openScreen(browser, { desk, as });
  screens.push(screen);
  return screen;
};

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin makes a macro; an agent sees what it does, uses it, and is asked before a gap is sent',
  async (language) => {
    const say = sayIn(language);
    const [admin, agent] = [await sit(people[language][0]), await sit(people[language][1])];
    const name = `Oven ${language}`;
    const { page } = admin;
    await page.goto('/admin/macros');
    await page.getByRole('button', { name: say('New macro') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('Name'), { exact: true }).fill(name);
    await dialog
      .getByRole('textbox', { name: say('Text for the reply') })
      .fill('Dear {{ requester.first_name }}, your serial is {{ field.order_number }}.');
    await dialog.getByRole('button', { name: say('Add an action') }).click();
    await page.getByRole('menuitem', { name: language === 'en' ? 'Set priority' : 'Definir prioridade' }).click();
    await dialog
      .getByRole('button', { name: say('Priority') })
      .last()
      .click();
    await page.getByRole('option', { name: say('Critical') }).click();
    await photograph(page, `macro-form-light-${language}`);
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name }).waitFor();
    expect(await accessibilityFaults(admin)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await photograph(page, `macros-light-${language}`);

    const number = await addTicket(desk, { subject: `Oven ${language}`, name: 'Mary Kline', team: 'support' });
    await useIt(agent, { number, name, language });
  },
);

async function useIt(screen: Screen, of: { number: number; name: string; language: Language }) {
  const { page } = screen;
  const { number, name, language } = of;
  const say = sayIn(language);
  const ticket = async () => (await desk.as('olivia', 'token').get(`/api/tickets/${number}?include=messages`)).body;
  await page.goto(`/tickets/${number}?view=all-active`);
  const box = page.getByRole('textbox', { name: say('Reply to the customer') });
  // The macros come after the ticket; before they are there a slash is a slash.
  await page.getByRole('button', { name: say('Macros') }).waitFor();
  await box.press('/');
  await page.getByRole('searchbox', { name: say('Find a macro') }).pressSequentially(name.slice(0, 6));
  await photograph(page, `macro-list-light-${language}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Dear Mary, your serial is {{ field.order_number }}.').waitFor();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, `macro-preview-light-${language}`);
  expect((await ticket()).ticket.priority).not.toBe('critical');
  await page.getByRole('button', { name: say('Use'), exact: true }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await written(box)).toBe('Dear Mary, your serial is {{ field.order_number }}.');
  await expect.poll(async () => (await ticket()).ticket.priority).toBe('critical');

  await box.press('Control+Enter');
  const warning = page.getByRole('alert').filter({ hasText: 'field.order_number' });
  await warning.waitFor();
  await photograph(page, `macro-unfilled-light-${language}`);
  expect((await ticket()).messages).toHaveLength(1);
  await box.fill('Dear Mary, your serial is 42.');
  await warning.waitFor({ state: 'detached' });
  await box.press('Control+Enter');
  await expect.poll(async () => (await ticket()).messages.at(-1).text).toBe('Dear Mary, your serial is 42.');
}

const make = async (as: 'olivia' | 'ana', name: string, isShared: boolean) => {
  const { status } = await desk.as(as, 'token').post('/api/macros', { name, isShared, texts: { en: name } });
  expect(status).toBe(201);
};
const offered = async (): Promise<string[]> =>
  (await desk.as('ana', 'token').get('/api/macros')).body.macros.map(({ name }: { name: string }) => name);

/** Moves the first below the second, switches it off and on, and removes it; what agents are offered follows. */
async function keep(list: Locator, of: { first: string; second: string; language: Language }): Promise<void> {
  const { first, second, language } = of;
  const say = sayIn(language);
  const both = async () => (await offered()).filter((name) => name === first || name === second);
  expect(await both()).toEqual([first, second]);
  await list.getByRole('button', { name: say('Move {name} down', { name: first }) }).click();
  await expect.poll(both).toEqual([second, first]);
  const names = () => list.getByRole('heading').allTextContents();
  await expect
    .poll(async () => (await names()).filter((name) => name === first || name === second))
    .toEqual([second, first]);

  const row = list.getByRole('listitem').filter({ has: list.page().getByRole('heading', { name: first }) });
  await row.getByText(say('on'), { exact: false }).click();
  await expect.poll(both).toEqual([second]);
  await row.getByText(say('on'), { exact: false }).click();
  await expect.poll(both).toEqual([second, first]);

  await row.getByRole('button', { name: say('Remove {name}', { name: first }) }).click();
  const asked = list.page().getByRole('alertdialog');
  expect(await asked.textContent()).toContain(first);
  await asked.getByRole('button', { name: say('Remove'), exact: true }).click();
  await row.waitFor({ state: 'detached' });
  expect(await both()).toEqual([second]);
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: everybody’s macros are ordered, switched off and removed',
  async (language) => {
    const [first, second] = [`First (${language})`, `Second (${language})`];
    await make('olivia', first, true);
    await make('olivia', second, true);
    const { page } = await sit(people[language][0]);
    await page.goto('/admin/macros');
    await page.getByRole('heading', { name: second }).waitFor();
    await keep(page.getByRole('list', { name: 'Macros' }), { first, second, language });
  },
);

test('an agent orders, switches off and removes macros of their own', async () => {
  await make('ana', 'Alpha', false);
  await make('ana', 'Beta', false);
  const screen = await sit('ana');
  const { page } = screen;
  const number = await addTicket(desk, { subject: 'In order', team: 'support' });
  await page.goto(`/tickets/${number}?view=all-active`);
  await page.getByRole('button', { name: 'Macros' }).click();
  await page.getByRole('button', { name: 'Your own macros' }).click();
  await page.getByRole('heading', { name: 'Beta' }).waitFor();
  await photograph(page, 'macros-own-light-en');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await keep(page.getByRole('list', { name: 'Macros' }), { first: 'Alpha', second: 'Beta', language: 'en' });
  await page.getByRole('button', { name: 'Edit Beta' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Gamma');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Gamma' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('option', { name: 'Gamma' }).waitFor();
});

test('an agent keeps a macro alone', async () => {
  const { page } = await sit('ana');
  const number = await addTicket(desk, { subject: 'Mine', team: 'support' });
  await page.goto(`/tickets/${number}?view=all-active`);
  await page.getByRole('button', { name: 'Macros' }).click();
  await page.getByRole('button', { name: 'New macro of your own' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('My greeting');
  await dialog.getByRole('textbox', { name: 'Text for the reply' }).fill('Good morning!');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('option', { name: 'My greeting' }).click();
  await page.getByText('Only you see this macro.').waitFor();
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await written(page.getByRole('textbox', { name: 'Reply to the customer' }))).toBe('Good morning!');
});

test('nothing on these screens complained', () => {
  for (const screen of screens) expectQuiet(screen);
});
