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
  [desk, browser] = await Promise.all([openDesk({ undoSendSeconds: 10 }), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Rafael Costa').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: 'ana', 'pt-BR': 'rafael' } as const;
const ticket = async (number: number) => (await desk.as('olivia', 'token').get(`/api/tickets/${number}`)).body.ticket;
const rowOf = (number: number) => `#ticket-row-${number}`;

test.each(['en', 'pt-BR'] as const)(
  'in %s: an agent chooses tickets by keys, changes them all, sees which refused, and takes it back',
  async (language) => {
    const say = sayIn(language);
    const numbers = await fourTickets(language);
    const screen = await openScreen(browser, { desk, as: people[language] });
    screens.push(screen);
    const { page } = screen;
    await page.goto('/tickets?view=all-active&sort=created');
    const [first, second, third] = [...numbers].reverse() as [number, number, number];
    await page.getByRole('checkbox').first().waitFor();
    await page.locator(rowOf(first)).focus();
    const chosen = page.getByRole('region', { name: say('Selected tickets') });
    await page.keyboard.press('x');
    await chosen.waitFor();
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await chosen.getByText(language === 'en' ? '3 selected' : '3 selecionados').waitFor();
    await photograph(page, `bulk-chosen-light-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);

    await chosen.getByRole('button', { name: say('Change …') }).click();
    const dialog = page.getByRole('dialog');
    await choose(screen, { field: say('Priority'), option: say('Critical') });
    await dialog.getByRole('textbox', { name: say('Add tags') }).fill('forno, recall');
    await photograph(page, `bulk-change-light-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await closeBehindTheirBack(third);
    await dialog.getByRole('button', { name: say('Change {tickets}').replace('{tickets}', '3 tickets') }).click();

    const work = page.getByRole('region', { name: say('Work on many tickets') });
    await work.getByText(language === 'en' ? 'Done in 2 tickets' : 'Feito em 2 tickets').waitFor();
    expect(await ticket(first)).toMatchObject({ priority: 'critical', tags: ['forno', 'recall'] });
    await work.getByRole('button', { name: language === 'en' ? '1 refused' : '1 recusado' }).click();
    await dialog.getByRole('link', { name: `#${third}` }).waitFor();
    await dialog.getByText(say('A closed ticket does not change any more.')).waitFor();
    await photograph(page, `bulk-refused-light-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await page.keyboard.press('Escape');
    await photograph(page, `bulk-done-light-${language}`);
    await work.getByRole('button', { name: say('Undo') }).click();
    await page.getByText(language === 'en' ? 'Taken back in 2 tickets' : 'Desfeito em 2 tickets').waitFor();
    expect(await ticket(first)).toMatchObject({ priority: 'medium', tags: [] });
    expect(await ticket(second)).toMatchObject({ priority: 'medium', tags: [] });
  },
);

async function fourTickets(language: Language): Promise<number[]> {
  const numbers: number[] = [];
  for (const nth of ['1', '2', '3', '4']) {
    numbers.push(await addTicket(desk, { subject: `Oven ${language} ${nth}`, name: 'Mary Kline', team: 'support' }));
  }
  return numbers;
}

async function closeBehindTheirBack(number: number): Promise<void> {
  const { version } = await ticket(number);
  const closed = await desk.as('olivia', 'token').patch(`/api/tickets/${number}`, { version, status: 'closed' });
  expect(closed.status).toBe(200);
}

async function choose({ page }: Screen, { field, option }: { field: string; option: string }): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

test('with the mouse: a range by Shift, everything in the view but one, and a reply to each', async () => {
  const numbers = await fourTickets('en');
  const screen = await openScreen(browser, { desk, as: 'ana', colorScheme: 'dark' });
  screens.push(screen);
  const { page } = screen;
  await page.goto('/tickets?view=all-active&sort=created');
  const tick = (number: number) => page.getByRole('checkbox', { name: `Select #${number}:` });
  await tick(numbers[3] as number).click();
  await tick(numbers[0] as number).click({ modifiers: ['Shift'] });
  const chosen = page.getByRole('region', { name: 'Selected tickets' });
  await chosen.getByText('4 selected').waitFor();
  await chosen.getByRole('button', { name: /^All \d/ }).click();
  await tick(numbers[1] as number).click();
  expect(await tick(numbers[1] as number).isChecked()).toBe(false);
  await photograph(page, 'bulk-all-dark-en');
  await chosen.getByRole('button', { name: 'Select nothing' }).click();
  await chosen.waitFor({ state: 'detached' });

  await tick(numbers[0] as number).click();
  await tick(numbers[1] as number).click();
  await chosen.getByRole('button', { name: 'Reply …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reply to the customers' }).fill('Hi {{ requester.first_name }}, fixed.');
  await photograph(page, 'bulk-reply-dark-en');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send reply to 2 tickets' }).click();
  const newest = async () =>
    (await desk.as('olivia', 'token').get(`/api/tickets/${numbers[0]}/messages`)).body.messages.at(-1);
  await expect.poll(newest).toMatchObject({ text: 'Hi Mary, fixed.', author: { agent: { name: 'Ana Lima' } } });
  await page.getByText('Done in 2 tickets').first().waitFor();
});

test('on a telephone nothing scrolls sideways', async () => {
  const [number] = await fourTickets('en');
  const screen = await openScreen(browser, { desk, as: 'ana', viewport: { width: 360, height: 740 } });
  screens.push(screen);
  const { page } = screen;
  await page.goto('/tickets?view=all-active&sort=created');
  await page.getByRole('checkbox', { name: `Select #${number}:` }).click();
  await page.getByRole('region', { name: 'Selected tickets' }).waitFor();
  expect(await sidewaysScroll(page)).toBe(0);
  await photograph(page, 'bulk-telephone-light-en');
});

test('nothing on these screens complained', () => {
  for (const screen of screens) expectQuiet(screen);
});
