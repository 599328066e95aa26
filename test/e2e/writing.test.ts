import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, customerWrites, type OpenDesk, openDesk } from './desk.ts';
import { expectQuiet, openScreen, type Screen, written } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  screen = await openScreen(browser, { desk, as: 'ana' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const log = () => page.getByRole('log');
const openTicket = async (subject: string, fields = {}) => {
  const number = await addTicket(desk, { subject, ...fields });
  await page.goto(`/tickets/${number}`);
  await page.getByRole('heading', { name: subject }).waitFor();
  return number;
};
const deliveries = async (ticket: number) =>
  (await desk.as('olivia').get(`/api/deliveries?ticket=${ticket}`)).body.deliveries;

test('a reply just sent counts down, and Z puts its words and the status back', async () => {
  await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 60 });
  const number = await openTicket('Undo me');
  const box = page.getByLabel('Reply to the customer');
  await box.fill('I wrote this too fast.');
  await page.getByRole('button', { name: 'Send reply with another status' }).click();
  await page.getByRole('menuitem', { name: 'Send, status: Solved' }).click();
  await log().getByText('leaves in a moment').waitFor();
  expect(await written(box)).toBe('');
  await page.getByRole('region', { name: 'Messages from the desk' }).getByRole('button', { name: /Undo/ }).waitFor();

  await log().click();
  await page.keyboard.press('z');
  await expect.poll(() => written(box)).toBe('I wrote this too fast.');
  await log().getByText('leaves in a moment').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Status: New' }).waitFor();
  expect(await deliveries(number)).toEqual([]);
  await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 0 });
});

describe('a note', () => {
  test('looks, is named and behaves unlike a reply, and leaves for nobody', async () => {
    const number = await openTicket('Between us');
    const composer = page.getByRole('region', { name: 'Reply' });
    const paperOfReply = await composer.evaluate((element) => getComputedStyle(element).backgroundColor);
    await page.getByRole('button', { name: 'Internal note' }).click();
    const noteComposer = page.getByRole('region', { name: 'Internal note' });
    const paperOfNote = await noteComposer.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(paperOfNote).not.toBe(paperOfReply);
    await noteComposer.getByText('Only your team sees this').waitFor();
    expect(await noteComposer.locator('svg.lucide-lock').count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: /Send/ }).count()).toBe(0);

    await page.getByLabel('Internal note, only your team sees this').fill('She is about to cancel.');
    await page.getByRole('button', { name: 'Add note' }).click();
    const note = log().getByRole('article').filter({ hasText: 'She is about to cancel.' });
    await note.waitFor();
    expect(await note.locator('svg.lucide-lock').count()).toBeGreaterThan(0);
    expect(await deliveries(number)).toEqual([]);
  });

  test('half written is not found where a reply is typed', async () => {
    await openTicket('Two boxes');
    await page.getByRole('button', { name: 'Internal note' }).click();
    await page.getByLabel('Internal note, only your team sees this').fill('Not for the customer');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    expect(await written(page.getByLabel('Reply to the customer'))).toBe('');
    await page.reload();
    await page.getByRole('button', { name: 'Internal note' }).click();
    await expect
      .poll(() => written(page.getByLabel('Internal note, only your team sees this')))
      .toBe('Not for the customer');
  });

  test('names a colleague, who is told', async () => {
    const number = await openTicket('Ask Rafael', { team: 'support' });
    await page.getByRole('button', { name: 'Internal note' }).click();
    const box = page.getByLabel('Internal note, only your team sees this');
    await box.pressSequentially('Please look, @Raf');
    await page.getByRole('option', { name: /Rafael Costa/ }).waitFor();
    await box.press('Enter');
    expect(await written(box)).toBe('Please look, @Rafael Costa ');
    await box.press('Control+Enter');
    await log().getByText('Rafael Costa was mentioned').waitFor();

    const rafael = await openScreen(browser, { desk, as: 'rafael' });
    await rafael.page.goto('/');
    await rafael.page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await rafael.page.getByRole('link', { name: /Ana Lima mentioned you/ }).click();
    await rafael.page.waitForURL(`**/tickets/${number}*`);
    await rafael.page.getByRole('button', { name: 'Notifications, 0 unread' }).waitFor();
    expectQuiet(rafael);
    await rafael.context.close();
  });
});

describe('when the customer writes while the agent is writing', () => {
  test('nothing is sent before the news is seen; then review or send anyway', async () => {
    const number = await openTicket('Crossed in the post');
    const box = page.getByLabel('Reply to the customer');
    await box.fill('Have you tried turning it off?');
    // The news comes late, as on a train: what the page asks for meanwhile waits.
    const refusal = page.waitForResponse((answer) => answer.status() === 409);
    await page.route('**/api/tickets/*', async (route) => {
      if (route.request().method() === 'GET') await refusal;
      await route.continue();
    });
    await customerWrites(desk, number, 'Never mind, I found it myself.');
    await page.getByRole('button', { name: 'Send reply', exact: true }).click();
    const banner = page.getByRole('alert').filter({ hasText: 'wrote while you were writing' });
    await banner.getByText('Nothing was sent yet.').waitFor();
    expect(await written(box)).toBe('Have you tried turning it off?');
    await page.unroute('**/api/tickets/*');

    await banner.getByRole('button', { name: 'Review' }).click();
    await log().getByText('Never mind, I found it myself.').waitFor();
    await banner.waitFor({ state: 'detached' });
    expect(await deliveries(number)).toEqual([]);
    await box.fill('Great, thank you.');
    await page.getByRole('button', { name: 'Send reply', exact: true }).click();
    await log().getByText('Great, thank you.').waitFor();
    expect(await deliveries(number)).toHaveLength(1);
  });

  test('who knows what came may send all the same', async () => {
    const number = await openTicket('Anyway');
    await page.getByLabel('Reply to the customer').fill('The refund is on its way.');
    await customerWrites(desk, number, 'Any news?');
    const banner = page.getByRole('alert').filter({ hasText: 'Mary Kline wrote while you were writing.' });
    await banner.waitFor();
    await page.getByRole('button', { name: 'Send reply', exact: true }).click();
    await banner.getByText('Nothing was sent yet.').waitFor();
    await banner.getByRole('button', { name: 'Send anyway' }).click();
    await log().getByText('The refund is on its way.').waitFor();
    await banner.waitFor({ state: 'detached' });
    expect(await deliveries(number)).toHaveLength(1);
    expectQuiet(screen, { statuses: [409] });
  });
});
