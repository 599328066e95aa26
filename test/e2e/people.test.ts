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

test.each(['en', 'pt-BR'] as const)(
  'in %s: a likely double is suggested beside the ticket, merged after a look, and given back',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const email = `mary.${language.toLowerCase()}@elsewhere.example`;
    const double = await admin().post('/api/contacts', {
      name: 'Mary Kline',
      identities: [{ kind: 'email', value: email }],
      organization: desk.world.organizations.northwind.uuid,
      language: 'es',
    });
    expect(double.status, double.text).toBe(201);
    const number = await addTicket(desk, { subject: `Two of me (${language})` });
    const screen = await seat(language);
    const { page } = screen;
    await page.goto(`/tickets/${number}`);
    const same = page.getByRole('region', { name: say('The same person') });
    await same.getByText(say('same name and organization')).waitFor();
    await photograph(page, `people-likely-${language}`);
    await same.getByRole('button', { name: say('Compare with {name}', { name: 'Mary Kline' }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(email).waitFor();
    await dialog
      .getByRole('radiogroup', { name: say('Language') })
      .getByRole('radio')
      .nth(1)
      .press('Space');
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `people-merge-${language}`);
    await dialog.getByRole('button', { name: say('Merge'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(email).waitFor();
    expect(await contactNow()).toMatchObject({ language: 'es', merged: [{ id: double.body.contact.id }] });
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `people-merged-${language}`);

    await same.getByRole('button', { name: say('Undo the merge of {name}', { name: 'Mary Kline' }) }).click();
    await same.getByText(say('same name and organization')).waitFor();
    expect(await contactNow()).toMatchObject({ language: 'en', merged: [] });
    await admin().patch(`/api/contacts/${double.body.contact.id}`, { name: 'Somebody else' });
  },
);

test('nothing was logged on any screen', () => {
  for (const screen of screens) expectQuiet(screen);
});
