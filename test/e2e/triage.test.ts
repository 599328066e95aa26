import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
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

async function mailIn(subject: string, text: string): Promise<number> {
  await sendMail(desk.mailPort, { from: 'mary@northwind.example', to: 'support@atende.example', subject, text });
  const newest = async () =>
    (await desk.as('olivia', 'token').get('/api/tickets?sort=created&limit=1')).body.tickets[0];
  await expect.poll(async () => (await newest())?.subject).toBe(subject);
  return (await newest()).number;
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin says what words suggest and what is read; a mail comes, and the agent decides and explains',
  async (language) => {
    const say = sayIn(language);
    const screen = await seat(language);
    const { page } = screen;
    await page.goto('/admin/triage');
    await page.getByRole('button', { name: say('New suggestion') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('Suggest') }).click();
    await page.getByRole('option', { name: say('Priority') }).click();
    await dialog
      .getByRole('button', { name: say('Priority') })
      .last()
      .click();
    await page.getByRole('option', { name: say('Critical') }).click();
    await dialog.getByLabel(say('When the message says one of')).fill(`smoke ${language}\nfire`);
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: say('New rule') }).click();
    await dialog.getByLabel(say('Name'), { exact: true }).fill(`Serial ${language}`);
    await dialog.getByRole('button', { name: say('Into the field') }).click();
    await page.getByRole('option', { name: language === 'en' ? 'Version' : 'Versão' }).click();
    await dialog.getByRole('textbox', { name: say('Pattern') }).fill(String.raw`\bSN-(\d+)`);
    await dialog.getByLabel(say('Try it on a message')).fill('my oven SN-4711 smokes');
    await dialog.getByRole('button', { name: say('Try'), exact: true }).click();
    await dialog.getByText(say('Found: {value}', { value: '4711' })).waitFor();
    await photograph(page, `triage-rule-light-${language}`);
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await photograph(page, `triage-light-${language}`);

    const number = await mailIn(`There is smoke ${language}`, 'It is the SN-4711, please help me soon.');
    const ticket = async () => (await desk.as('olivia', 'token').get(`/api/tickets/${number}`)).body.ticket;
    await expect.poll(async () => (await ticket()).fields).toMatchObject({ product_version: '4711' });
    await page.goto(`/tickets/${number}?view=all-active`);
    const suggested = page.getByRole('listitem').filter({ hasText: say('Critical') });
    await suggested.getByRole('button', { name: say('why?') }).click();
    await page.getByText(`“smoke ${language}”`).waitFor();
    await page.keyboard.press('Escape');
    await photograph(page, `ticket-suggested-light-${language}`);
    await suggested.getByRole('button', { name: say('Set') }).click();
    await expect.poll(async () => (await ticket()).priority).toBe('critical');

    await page.getByRole('button', { name: say('Write it down') }).click();
    await dialog.getByLabel(say('Cause')).fill(`A crumb in the coil (${language})`);
    await dialog.getByLabel(say('Steps')).fill('Clean it');
    await photograph(page, `resolution-light-${language}`);
    await dialog.getByRole('button', { name: say('Save') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`A crumb in the coil (${language})`).waitFor();
    await page.getByText(say('Resolution written down')).first().waitFor();

    const like = await mailIn(`There is smoke again ${language}`, 'The same oven as before, please help me.');
    await page.goto(`/tickets/${like}?view=all-active`);
    await page.getByText(`#${number} There is smoke ${language}`).first().click();
    await page.getByRole('button', { name: say('Start from this') }).click();
    expect(await dialog.getByLabel(say('Cause')).inputValue()).toBe(`A crumb in the coil (${language})`);
    await page.keyboard.press('Escape');
    expect(await accessibilityFaults(screen)).toEqual([]);
  },
);

test('an admin has priorities set by impact and urgency, and agents say those', async () => {
  const { page } = await seat('en');
  await page.goto('/admin/triage');
  await page.getByText('Set priorities by impact and urgency').click();
  await page.getByRole('table', { name: 'Impact and urgency' }).waitFor();
  await photograph(page, 'triage-matrix-light-en');
  const number = await mailIn('A question', 'Where are you from exactly, I wonder?');
  await page.goto(`/tickets/${number}?view=all-active`);
  for (const [field, grade] of [
    ['Impact', 'High'],
    ['Urgency', 'Medium'],
  ] as const) {
    await page.getByRole('button', { name: `${field}: Not said` }).click();
    await page.getByRole('option', { name: grade }).click();
    await page.getByRole('button', { name: `${field}: ${grade}` }).waitFor();
  }
  await page.getByRole('button', { name: 'Priority: High' }).waitFor();
  await page.getByRole('log').getByText('Impact: High').first().waitFor();
});

test('nothing on these screens complained', () => {
  for (const screen of screens) expectQuiet(screen);
});
