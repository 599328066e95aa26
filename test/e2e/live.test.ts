import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { expectQuiet, openScreen, screenIn, written } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

test('eight tabs open at once all stay live, also after the one that listens is closed', async () => {
  await addTicket(desk, { subject: 'Already here' });
  const first = await openScreen(browser, { desk, as: 'ana' });
  const tabs = [first];
  while (tabs.length < 8) tabs.push(await screenIn(first.context));
  for (const { page } of tabs) {
    await page.goto('/tickets?view=all-active');
    await page.getByRole('link', { name: /Already here/ }).waitFor();
  }
  await addTicket(desk, { subject: 'Seen by all eight' });
  await Promise.all(tabs.map(({ page }) => page.getByRole('link', { name: /Seen by all eight/ }).waitFor()));

  await first.page.close();
  const others = tabs.slice(1);
  await expect.poll(() => listeners()).toBe(1);
  await addTicket(desk, { subject: 'Seen by the seven left' });
  await Promise.all(others.map(({ page }) => page.getByRole('link', { name: /Seen by the seven left/ }).waitFor()));
  for (const tab of tabs) expectQuiet(tab);
  await first.context.close();
});

/** Tabs of this browser that hold the lock of the one that reads the stream. */
async function listeners(): Promise<number> {
  const [context] = browser.contexts();
  const page = context?.pages()[0];
  if (page === undefined) return 0;
  return page.evaluate(async () => (await navigator.locks.query()).held?.length ?? 0);
}

test('the daily loop goes by keyboard alone', async () => {
  const numbers = [];
  for (const subject of ['Third by key', 'Second by key', 'First by key']) {
    numbers.push(await addTicket(desk, { subject, priority: 'critical' }));
  }
  const screen = await openScreen(browser, { desk, as: 'olivia' });
  const { page } = screen;
  await page.goto('/tickets?view=critical-and-high&sort=created');
  await page.getByRole('link', { name: /First by key/ }).waitFor();
  const press = (keys: string) => page.keyboard.press(keys);

  await press('j');
  await page.locator('a:focus', { hasText: 'First by key' }).waitFor();
  await press('Enter');
  await page.getByRole('heading', { name: 'First by key' }).waitFor();
  await press('j');
  await page.getByRole('heading', { name: 'Second by key' }).waitFor();
  await press('j');
  await page.getByRole('heading', { name: 'Third by key' }).waitFor();
  await press('k');
  await page.getByRole('heading', { name: 'Second by key' }).waitFor();

  await press('r');
  const box = page.getByLabel('Reply to the customer');
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('Just reply, jk: e and i are letters here.');
  await press('Control+Enter');
  await page.getByRole('log').getByText('jk: e and i are letters here.').waitFor();
  expect(await written(box)).toBe('');
  await press('Escape');
  await press('i');
  await page.getByRole('button', { name: 'Assignee: Olívia Prado' }).waitFor();
  await press('e');
  await page.getByRole('button', { name: 'Status: Solved' }).waitFor();

  await press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByText('Solve the ticket').waitFor();
  await page.locator('[role=dialog]:focus, [role=dialog] :focus').waitFor();
  await press('Escape');
  await keys.waitFor({ state: 'detached' });

  await press('g');
  await press('s');
  await page.getByRole('heading', { name: 'Agents' }).waitFor();
  await press('g');
  await press('p');
  await page.getByRole('heading', { name: 'My profile' }).waitFor();
  await press('g');
  await press('i');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  expectQuiet(screen);
  await screen.context.close();
});
