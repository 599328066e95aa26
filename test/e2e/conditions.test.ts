import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, sidewaysScroll } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
  await addTicket(desk, { subject: 'The oven stopped', priority: 'critical' });
  await addTicket(desk, { subject: 'A question', priority: 'low' });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;
const typed = {
  en: { text: 'priority>=high -tag:spam', broken: 'priority>=high mood:good', shown: 'priority>=high -tag:spam' },
  'pt-BR': {
    text: 'prioridade>=alta -etiqueta:spam',
    broken: 'prioridade>=alta humor:bom',
    shown: 'prioridade>=alta -etiqueta:spam',
  },
} as const;

async function openBuilder(page: Page, language: Language) {
  const say = sayIn(language);
  await page.goto('/admin/sla');
  await page.getByRole('button', { name: say('New policy') }).click();
  return page.getByRole('dialog', { name: say('New policy') });
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: a condition goes from form to text and back, counts its tickets and shows them',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language] });
    const { page } = screen;
    const dialog = await openBuilder(page, language);
    const button = (name: string) => dialog.getByRole('button', { name: say(name), exact: true });
    const counted = (count: number) =>
      dialog
        .getByText(language === 'en' ? new RegExp(`${count} tickets? now$`) : new RegExp(`^${count} tickets? atende`))
        .waitFor();

    await dialog.getByText(say('Every ticket')).waitFor();
    await button('Add a condition').click();
    await button('Text').click();
    const text = dialog.getByRole('textbox', { name: say('Condition as text') });
    expect(await text.inputValue()).toMatch(/^(priority:critical|prioridade:crítica)$/);
    await counted(1);
    await dialog.getByRole('link', { name: 'The oven stopped' }).waitFor();

    await text.fill(typed[language].broken);
    await dialog
      .getByText(/mood|humor/)
      .first()
      .waitFor();
    expect(await button('Form').isDisabled()).toBe(true);
    await button('Go to the place').click();
    const selected = await text.evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    );
    expect(selected).toMatch(/^(mood|humor):$/);
    expect(await accessibilityFaults(screen)).toEqual([]);

    await text.fill(typed[language].text);
    await counted(1);
    await button('Form').click();
    await dialog.getByRole('button', { name: new RegExp(say('is at least')) }).waitFor();
    expect(await dialog.getByLabel(say('Values, separated by commas')).inputValue()).toBe('spam');
    expect(await accessibilityFaults(screen)).toEqual([]);
    await button('Text').click();
    expect(await text.inputValue()).toBe(typed[language].shown);
    expectQuiet(screen);
    await screen.context.close();
  },
);

const found = {
  en: {
    typed: 'customer:"mary kline" organization:nobody',
    ended: 'customer:"mary kline" organization:northwind.example',
  },
  'pt-BR': { typed: 'cliente:"mary kline" empresa:ninguem', ended: 'cliente:"mary kline" empresa:northwind.example' },
} as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: people and organizations are found by name or address, in the form and in the text',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language] });
    const { page } = screen;
    const dialog = await openBuilder(page, language);
    const button = (name: string) => dialog.getByRole('button', { name: say(name), exact: true });
    const choose = async (label: string, name: string) => {
      await dialog
        .getByRole('button', { name: new RegExp(`${say(label)}$`) })
        .last()
        .click();
      await page.getByRole('option', { name: say(name), exact: true }).click();
    };

    await button('Add a condition').click();
    await choose('Field', 'Requester');
    const finder = dialog.getByRole('combobox', { name: say('Name or address') });
    await finder.fill('carla@pad');
    await page.getByRole('option', { name: /Carla Souza/ }).waitFor();
    await finder.press('ArrowDown');
    await finder.press('Enter');
    expect(await finder.inputValue()).toBe('Carla Souza');
    await choose('Comparison', 'is one of');
    await dialog.getByRole('button', { name: say('Remove {name}').replace('{name}', 'Carla Souza') }).waitFor();
    await finder.fill('joão');
    await page.getByRole('option', { name: /João Pereira/ }).click();
    await dialog.getByRole('button', { name: say('Remove {name}').replace('{name}', 'João Pereira') }).waitFor();
    expect(await finder.inputValue()).toBe('');
    expect(await accessibilityFaults(screen)).toEqual([]);

    await button('Text').click();
    const text = dialog.getByRole('textbox', { name: say('Condition as text') });
    expect(await text.inputValue()).toMatch(
      /^(requester|solicitante):carla@padariacentral.example,joao@correio.example$/,
    );
    await text.fill(found[language].typed);
    await dialog.getByText(/No organization, or more than one|Nenhuma organização, ou mais de uma/).waitFor();
    expect(await button('Form').isDisabled()).toBe(true);
    await text.fill(found[language].ended);
    await button('Form').click();
    expect(await finder.inputValue()).toBe('Mary Kline');
    expect(await dialog.getByRole('combobox', { name: say('Name or domain') }).inputValue()).toBe('Northwind');
    expectQuiet(screen);
    await screen.context.close();
  },
);

test('on a narrow screen nothing scrolls to the side, and a group can stand in a group', async () => {
  const screen = await openScreen(browser, { desk, as: 'olivia', viewport: { width: 360, height: 740 } });
  const dialog = await openBuilder(screen.page, 'en');
  await dialog.getByRole('button', { name: 'Text', exact: true }).click();
  const text = dialog.getByRole('textbox', { name: 'Condition as text' });
  await text.fill('(priority:low OR (kind:open -(tag:vip created>2d)))');
  await dialog.getByRole('button', { name: 'Form', exact: true }).click();
  expect(await dialog.getByRole('button', { name: 'Remove this group' }).count()).toBe(3);
  expect(await sidewaysScroll(screen.page)).toBe(0);
  expectQuiet(screen);
  await screen.context.close();
});
