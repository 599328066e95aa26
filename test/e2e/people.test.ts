import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, sidewaysScroll } from './screen.ts';

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

test.each(['en', 'pt-BR'] as const)(
  'in %s: from a ticket to its person, from the person to their company, and back to a ticket',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const subject = `Who asks here (${language})`;
    const number = await addTicket(desk, { subject });
    const screen = await seat(language);
    const { page } = screen;
    await page.goto(`/tickets/${number}`);
    await page.getByRole('link', { name: 'Mary Kline', exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Mary Kline' }).waitFor();
    await page.getByRole('link', { name: subject }).waitFor();
    await page.getByRole('button', { name: say('Edit') }).click();
    const notes = `Prefers the telephone (${language})`;
    await page.getByRole('dialog').getByLabel(say('About this customer')).fill(notes);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Save') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(notes).waitFor();
    await looked(screen, `people-contact-${language}`);

    await page.getByRole('link', { name: 'Northwind', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor();
    await page.getByText('northwind.example', { exact: true }).waitFor();
    await page.getByRole('button', { name: say('Edit') }).click();
    const dialog = page.getByRole('dialog');
    const domain = `${language.toLowerCase()}.northwind.example`;
    await dialog.getByLabel(say('Domains')).fill(`northwind.example\n${domain}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(domain, { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Mary Kline' }).first().waitFor();
    await looked(screen, `people-organization-${language}`);
    await page.getByRole('link', { name: subject }).click();
    await page.waitForURL(`**/tickets/${number}*`);
    await page.getByRole('heading', { name: subject }).waitFor();

    await page.goto('/search?q=northwind');
    const found = page.getByRole('list', { name: say('Customers and organizations found') });
    await found.getByRole('link', { name: 'Northwind', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor();
  },
);

/** By day and night, at a desk and on a telephone: nothing to say for axe, nothing beyond the edge. */
async function looked(screen: Screen, name: string): Promise<void> {
  const { page } = screen;
  await photograph(page, name);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await photograph(page, `${name}-dark-360`);
  expect(await accessibilityFaults(screen, 'colours')).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('nothing was logged on any screen', () => {
  for (const screen of screens) expectQuiet(screen);
});
