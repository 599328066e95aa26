import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, written } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
const screens: Screen[] = [];
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;
async function seat(language: Language): Promise<Screen> {
  const screen = await openScreen(browser, { desk, as: admins[language] });
  screens.push(screen);
  return screen;
}

const ticketNow = async (number: number) => (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
const choose = async (page: Page, where: Locator, option: string | RegExp) => {
  await where.click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

const words = {
  en: {
    field: 'Serial number',
    topic: 'Ovens',
    question: 'Which oven is it?',
    own: 'English',
    other: 'Português (Brasil)',
  },
  'pt-BR': {
    field: 'Número de série',
    topic: 'Fornos',
    question: 'Qual é o forno?',
    own: 'Português (Brasil)',
    other: 'English',
  },
} as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin makes a field and a topic that asks for it, and an agent fills it in and asks the rest',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const { field, topic, question, own } = words[language];
    const screen = await seat(language);
    const { page } = screen;
    const inOwn = (label: string) => say('{label} · {language}', { label: say(label), language: own });
    const button = (where: Page | Locator, name: string) => where.getByRole('button', { name: say(name), exact: true });

    await page.goto('/admin/fields');
    await page.getByRole('list', { name: say('Tickets'), exact: true }).waitFor();
    await photograph(page, `fields-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await button(page, 'New field').click();
    const fieldDialog = page.getByRole('dialog', { name: say('New field') });
    await fieldDialog.getByLabel(inOwn('Name')).fill(field);
    await choose(page, fieldDialog.getByRole('button', { name: say('What it holds') }), say('One of a list'));
    for (const choice of ['A-1', 'B-2']) {
      await button(fieldDialog, 'Add a choice').click();
      await fieldDialog.getByLabel(inOwn('Choice')).last().fill(choice);
    }
    await photograph(page, `fields-dialog-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await button(fieldDialog, 'Save').click();
    await fieldDialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: say('Move {name} up', { name: field }) }).click();

    await page.goto('/admin/topics');
    const support = language === 'en' ? 'Technical support' : 'Suporte técnico';
    await page.getByRole('button', { name: say('New below {name}', { name: support }) }).click();
    const dialog = page.getByRole('dialog', { name: say('New topic') });
    await dialog.getByLabel(inOwn('Name')).fill(topic);
    await choose(page, dialog.getByRole('button', { name: say('Team') }), 'Support');
    await choose(page, dialog.getByRole('button', { name: say('Confirmation to the customer') }), say('None'));
    await choose(page, dialog.getByRole('button', { name: say('Add a field') }), field);
    await choose(
      page,
      dialog.getByRole('button', { name: say('Add a field') }),
      language === 'en' ? 'Amount' : 'Valor',
    );
    await choose(
      page,
      dialog.getByRole('button', { name: say('Must be filled in: {name}', { name: field }) }),
      say('To solve the ticket'),
    );
    for (const text of [question, `${question} 2`]) {
      await button(dialog, 'Add a question').click();
      await dialog.getByLabel(inOwn('Question')).last().fill(text);
    }
    await photograph(page, `topics-dialog-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await button(dialog, 'Save').click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: new RegExp(topic) }).waitFor();
    await photograph(page, `topics-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);

    const number = await addTicket(desk, { subject: `Oven ${language}` });
    await page.goto(`/tickets/${number}?view=all-active`);
    const panel = page.getByRole('region', { name: say('Customer and ticket') });
    await panel.getByRole('button', { name: new RegExp(`^${say('Topic')}:`) }).click();
    await page.getByRole('option', { name: `${support} › ${topic}` }).click();
    const asked = panel.getByRole('region', { name: say('Fields') });
    await expect.poll(async () => (await ticketNow(number)).team?.name).toBe('Support');

    await panel.getByRole('button', { name: new RegExp(`^${say('Status')}:`) }).click();
    await page.getByRole('option', { name: say('Solved'), exact: true }).click();
    await page
      .getByText(say('To solve this ticket, fill in: {names}.', { names: field }))
      .first()
      .waitFor();
    const amount = asked.getByLabel(language === 'en' ? 'Amount' : 'Valor');
    await amount.fill('twelve');
    await amount.press('Enter');
    await asked.getByText(say('This is no number.')).waitFor();
    await amount.fill(language === 'en' ? '1,234.5' : '1.234,5');
    await amount.press('Enter');
    await expect.poll(async () => (await ticketNow(number)).fields).toEqual({ amount: 1234.5 });
    await choose(page, asked.getByRole('button', { name: new RegExp(`^${field}`) }), 'B-2');
    await expect.poll(async () => Object.values((await ticketNow(number)).fields)).toContain('b_2');
    await page.getByRole('log').getByText(`${field}: B-2`).first().waitFor();

    const checklist = panel.getByRole('region', { name: say('What to ask') });
    await checklist.getByText(question, { exact: true }).click();
    await checklist.getByText(say('{done} of {all}', { done: 1, all: 2 })).waitFor();
    await button(checklist, 'Put open questions into the reply').click();
    const reply = page.getByRole('textbox', { name: say('Reply to the customer') });
    await expect.poll(() => written(reply)).toBe(`- ${question} 2`);
    await photograph(page, `topics-ticket-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await panel.getByRole('button', { name: new RegExp(`^${say('Status')}:`) }).click();
    await page.getByRole('option', { name: say('Solved'), exact: true }).click();
    await expect.poll(async () => (await ticketNow(number)).status).toBe('solved');
    expectQuiet(screen, { statuses: [400] });
  },
);

test('a ticket is opened with the form of its topic, and a topic that is removed says where its tickets go', async () => {
  const screen = await seat('en');
  const { page } = screen;
  await page.goto('/tickets?view=all-active');
  await page.getByRole('button', { name: 'New ticket' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByLabel("Customer's e-mail").fill('mary@northwind.example');
  await dialog.getByLabel('Subject').fill('Wrong amount');
  await dialog.getByLabel('What they ask').fill('The invoice is wrong.');
  await choose(page, dialog.getByRole('button', { name: /Topic$/ }), 'Billing');
  await dialog.getByLabel('CPF or CNPJ').fill('123.456.789-00');
  await dialog.getByLabel('Amount').fill('99.9');
  await dialog.getByText('This is no valid CPF or CNPJ.').waitFor();
  await dialog.getByLabel('CPF or CNPJ').fill('12abc34501de35');
  await dialog.getByLabel('Due date').fill('2026-12-24');
  await photograph(page, 'topics-new-ticket');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open ticket' }).click();
  await dialog.waitFor({ state: 'detached' });
  const fields = page.getByRole('region', { name: 'Fields' });
  await expect.poll(() => fields.getByLabel('CPF or CNPJ').inputValue()).toBe('12.ABC.345/01DE-35');
  const number = Number(new URL(page.url()).pathname.split('/').at(-1));
  expect((await ticketNow(number)).fields).toEqual({ tax_id: '12ABC34501DE35', amount: 99.9, due_date: '2026-12-24' });

  await page.goto('/admin/topics');
  await page.getByRole('button', { name: 'Remove Billing' }).click();
  const removal = page.getByRole('alertdialog');
  await choose(page, removal.getByRole('button', { name: /Its open tickets$/ }), 'go to: Complaint');
  await removal.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Bring back Billing' }).waitFor();
  await expect.poll(async () => (await ticketNow(number)).topic.slug, { timeout: 10_000 }).toBe('complaint');
  await page.getByRole('button', { name: 'Bring back Billing' }).click();
  await page.getByRole('button', { name: 'Edit Billing' }).waitFor();
  expectQuiet(screen);
});
