import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './scenes.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen } from './screen.ts';

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
const seat = async (language: Language): Promise<Screen> => {
  const screen = await openScreen(browser, { desk, as: admins[language] });
  screens.push(screen);
  return screen;
};
const admin = () => desk.as('olivia', 'token');
const contactNow = async () => (await admin().get(`/api/contacts/${desk.world.contacts.mary.uuid}`)).body.contact;

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin makes a field of contacts, and an agent fills it in beside the ticket',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const name = language === 'en' ? 'Contract' : 'Contrato';
    const screen = await seat(language);
    const { page } = screen;
    await page.goto('/admin/fields');
    await page.getByRole('button', { name: say('New field') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(name);
    await dialog.getByRole('button', { name: say('Belongs to') }).click();
    await page.getByRole('option', { name: say('Contacts') }).click();
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: say('Contacts') })
      .getByText(name, { exact: true })
      .waitFor();
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `people-fields-${language}`);

    const number = await addTicket(desk, { subject: `The oven stopped (${language})` });
    await page.goto(`/tickets/${number}`);
    const fields = page.getByRole('region', { name: say('Fields of the contact') });
    await fields.getByLabel(name, { exact: true }).fill('C-4711');
    await page.keyboard.press('Enter');
    await expect.poll(async () => Object.values((await contactNow()).fields)).toContain('C-4711');
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `people-panel-${language}`);

    await page.goto('/search?q=4711');
    await page
      .getByRole('list', { name: say('Customers and organizations found') })
      .getByText('Mary Kline')
      .waitFor();
  },
);

test('nothing was logged on any screen', () => {
  for (const screen of screens) expectQuiet(screen);
});
