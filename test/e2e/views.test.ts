import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { View } from '../../contract/views.ts';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, sidewaysScroll } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
  await addTicket(desk, { subject: 'The oven is cold', priority: 'low', tags: ['recall'] });
  await addTicket(desk, { subject: 'The oven burns', priority: 'critical', fields: { order_number: 'ZX-900' } });
  await addTicket(desk, { subject: 'A bill came twice', priority: 'high' });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: 'olivia', 'pt-BR': 'adao' } as const;
const viewsOf = async (language: Language): Promise<View[]> =>
  (await desk.as(people[language], 'token').get('/api/views')).body.views;
const rowsOf = (screen: Screen) =>
  screen.page
    .locator('a[id^=ticket-row-]')
    .allTextContents()
    .then((all) => all.map((text) => text.replace(/^.*?(The|A) /, '$1 ')));

test.each(['en', 'pt-BR'] as const)(
  'in %s: a list becomes a table by its own columns and order, and is so tomorrow',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: people[language] });
    const { page } = screen;
    await page.goto('/tickets?view=all-active');
    await page.getByRole('button', { name: say('More for this view') }).click();
    await page.getByRole('menuitem', { name: say('Show as a table') }).click();
    const table = page.getByRole('table');
    await table.getByRole('link', { name: 'The oven burns' }).waitFor();
    expect(await accessibilityFaults(screen)).toEqual([]);

    await page.getByRole('button', { name: say('More for this view') }).click();
    await page.getByRole('menuitem', { name: say('Columns …') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('Tags'), { exact: true }).click();
    await dialog.getByText(say('Created'), { exact: true }).click();
    await page.getByRole('columnheader', { name: say('Tags'), includeHidden: true }).waitFor({ state: 'attached' });
    await photograph(page, `views-columns-light-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await dialog.getByRole('button', { name: say('Done') }).click();

    const created = page.getByRole('columnheader', { name: say('Created') });
    await created.getByRole('button').click();
    await expect.poll(() => created.getAttribute('aria-sort')).toBe('descending');
    await expect.poll(() => rowsOf(screen)).toEqual(['A bill came twice', 'The oven burns', 'The oven is cold']);
    await created.getByRole('button').click();
    await expect.poll(() => created.getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(() => rowsOf(screen)).toEqual(['The oven is cold', 'The oven burns', 'A bill came twice']);

    await expect
      .poll(async () => (await viewsOf(language)).find(({ slug }) => slug === 'all-active'))
      .toMatchObject({ layout: 'table', sort: 'created', isReversed: true });
    await page.reload();
    await expect.poll(() => rowsOf(screen)).toEqual(['The oven is cold', 'The oven burns', 'A bill came twice']);
    await photograph(page, `views-table-light-${language}`);
    expect(await sidewaysScroll(page)).toBe(0);

    await walkByKeys(screen, language);
    await page.setViewportSize({ width: 880, height: 800 });
    await page.getByRole('table').waitFor({ state: 'detached' });
    expect(await rowsOf(screen)).toHaveLength(3);
    expectQuiet(screen);
    await page.context().close();
  },
);

/** J, X, O and U in a table, without the mouse. */
async function walkByKeys({ page }: Screen, language: Language): Promise<void> {
  const say = sayIn(language);
  // The page itself holds every subject: only a link that has the focus tells.
  const focused = () => page.evaluate(() => document.querySelector('td a:focus')?.textContent);
  for (const subject of ['The oven is cold', 'The oven burns']) {
    await page.keyboard.press('j');
    await expect.poll(focused).toBe(subject);
  }
  await page.keyboard.press('x');
  await page.getByRole('region', { name: say('Selected tickets') }).waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: say('Selected tickets') }).waitFor({ state: 'detached' });
  expect(await focused()).toBe('The oven burns');
  await page.keyboard.press('o');
  await page.waitForURL(/\/tickets\/\d+/);
  await page.getByRole('heading', { name: 'The oven burns' }).waitFor();
  await page.getByRole('table').waitFor({ state: 'detached' });
  await page.keyboard.press('u');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('v');
  await page.getByRole('table').waitFor({ state: 'detached' });
  await page.keyboard.press('v');
  await page.getByRole('table').waitFor();
}

test('what is searched for is saved as a view, edited, copied, switched off and removed', async () => {
  const say = sayIn('en');
  const screen = await openScreen(browser, { desk, as: 'olivia' });
  const { page } = screen;
  const dialog = page.getByRole('dialog');
  const nav = page.getByRole('navigation', { name: say('Views') });
  await page.goto('/search?q=oven%20priority%3Acritical');
  await page.getByRole('button', { name: say('Save as view …') }).click();
  await dialog.getByLabel(say('Name'), { exact: true }).fill('Burning ovens');
  await dialog.getByText('Holds for 1 ticket now').waitFor();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'views-save-light-en');
  await dialog.getByRole('button', { name: say('Save') }).click();
  await page.waitForURL(/\/tickets\?view=[0-9a-f-]{36}/);
  await nav.getByRole('link', { name: /Burning ovens\s*1/ }).waitFor();
  await expect.poll(() => rowsOf(screen)).toEqual([expect.stringContaining('The oven burns')]);

  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: say('What to do') }).fill('Save as view');
  await page.locator('[role=option][data-focused]', { hasText: 'Save as view' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel(say('Name'), { exact: true }).fill('Ovens of all');
  await dialog.getByRole('button', { name: new RegExp(say('Who has it')) }).click();
  await page.getByRole('option', { name: say('Everybody') }).click();
  await dialog.getByRole('textbox').first().fill('Ovens of all');
  await dialog.getByRole('button', { name: say('Save') }).click();
  await nav.getByRole('link', { name: /Ovens of all\s*1/ }).waitFor();
  await expect
    .poll(async () => (await viewsOf('pt-BR')).map(({ name }) => name.en))
    .toEqual(expect.arrayContaining(['Ovens of all']));

  await nav.getByRole('button', { name: say('All views …') }).click();
  await dialog.getByText(say('shown')).first().click();
  await nav.getByRole('link', { name: /My open tickets/ }).waitFor({ state: 'detached' });
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'views-all-light-en');
  await dialog.getByRole('button', { name: say('More for {name}', { name: 'Ovens of all' }) }).click();
  await page.getByRole('menuitem', { name: say('Remove') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say('Remove') })
    .click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await expect.poll(async () => (await viewsOf('pt-BR')).map(({ name }) => name.en)).not.toContain('Ovens of all');
  expectQuiet(screen, { statuses: [404] });
});
