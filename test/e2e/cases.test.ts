import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  const { support } = desk.world.teams;
  const { ana } = desk.world.agents;
  await desk.as('adao').patch(`/api/teams/${support.uuid}`, { tiers: ['', 'Specialists'], members: [ana.uuid] });
  screen = await openScreen(browser, { desk, as: 'ana' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const mine = (subject: string, more: object = {}) =>
  addTicket(desk, { subject, team: 'support', assignee: 'ana@atende.example', ...more });
const at = async (number: number) => {
  await page.goto(`/tickets/${number}?view=my-open`);
  await page.getByRole('log').getByRole('article').first().waitFor();
  await page.getByRole('button', { name: 'More to do with this ticket' }).waitFor();
};
/** Nothing was logged, nothing stands in anybody's way, and a picture to look at. */
const look = async (name: string) => {
  expectQuiet(screen);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, `cases-${name}`);
};
const dialog = () => page.getByRole('dialog');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

test('an agent hands a ticket up with what was tried, and gets it back', async () => {
  await at(await mine('The oven burns'));
  await page.keyboard.press('Shift+E');
  await dialog().getByLabel('Reason').fill('The part is not in our list');
  await dialog().getByLabel('What was tried').fill('Restarted it, changed the fuse.');
  await dialog().getByText('You stay its follower').waitFor();
  await look('escalate');
  await dialog().getByRole('button', { name: 'Escalate', exact: true }).click();
  await page.getByText('Escalated from Ana Lima:').waitFor();
  await page.getByText('Specialists', { exact: true }).waitFor();
  await page.getByRole('log').getByText('Restarted it, changed the fuse.').waitFor();
  await look('escalated');

  await page.keyboard.press('Shift+B');
  await dialog().getByLabel('Reason').fill('The maker answered');
  await dialog().getByRole('button', { name: 'Give back', exact: true }).click();
  await page.getByText('Escalated from Ana Lima:').waitFor({ state: 'detached' });
  await page.getByRole('log').getByText('The maker answered').waitFor();
});

test('before a ticket leaves their sight they are told, and then it is out of it', async () => {
  const number = await mine('A refund');
  await at(number);
  await page.keyboard.press('Shift+E');
  await dialog()
    .getByRole('button', { name: /^Specialists To/ })
    .click();
  await page.getByRole('option', { name: 'Billing' }).click();
  await dialog().getByText('After this you will not see the ticket any more').waitFor();
  await dialog().getByLabel('Reason').fill('Money');
  await dialog().getByRole('button', { name: 'Escalate', exact: true }).click();
  await page.waitForURL(/\/tickets(\?|$)/);
  expect((await desk.as('ana').get(`/api/tickets/${number}`)).status).toBe(404);
  await page.getByRole('link', { name: 'A refund' }).waitFor({ state: 'detached' });
  // The live stream may say that the ticket changed before the hand-over is answered: the page asks, and hears 404.
  await page.close();
  expectQuiet(screen, { statuses: [404] });
  screen = await openScreen(browser, { desk, as: 'ana' });
  page = screen.page;
});

test('a snoozed ticket leaves the working views, and is back with an offer when the customer writes', async () => {
  const number = await mine('Call again later', { email: 'mary@northwind.example' });
  await at(number);
  await page.keyboard.press('h');
  await dialog().getByText('snoozing moves no deadline').waitFor();
  await look('snooze');
  await dialog()
    .getByRole('button', { name: /^In a week/ })
    .click();
  await page
    .getByText(/^Snoozed until /)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Call again later' }).waitFor({ state: 'detached' });
  await page.goto('/tickets?view=snoozed');
  await page.getByRole('link', { name: /Call again later/ }).click();
  await look('snoozed');

  const raw = `From: Mary <mary@northwind.example>\r\nTo: support@atende.example\r\nSubject: Re [#${number}]\r\n\r\nNow, please.\r\n`;
  await desk
    .as('adao', 'token')
    .post('/api/inbound/email', Buffer.from(raw), { headers: { 'content-type': 'message/rfc822' } });
  await page.getByText('It is back because the customer wrote.').waitFor({ timeout: 20_000 });
  await press('Snooze again until then');
  await page
    .getByText(/^Snoozed until /)
    .first()
    .waitFor();
  await press('Wake it now');
  await page.getByRole('button', { name: 'Wake it now' }).waitFor({ state: 'detached' });
});

test('two tickets are merged with a look at both, and the merge is undone from the ticket it went into', async () => {
  const into = await mine('The till is dead', { email: 'mary@northwind.example', text: 'Dead since nine.' });
  const from = await mine('Till again', { email: 'joao@correio.example', text: 'Still dead.' });
  await at(from);
  await page.keyboard.press('Shift+M');
  await dialog().getByLabel('Number or words of the other ticket').fill(`#${into}`);
  await dialog()
    .getByRole('button', { name: /The till is dead/ })
    .click();
  await dialog().getByText('belong to different organizations').waitFor();
  await look('merge');
  await dialog()
    .getByRole('button', { name: `Merge #${from} into #${into}` })
    .click();
  await page.waitForURL(new RegExp(`/tickets/${into}`));
  await page.getByRole('log').getByText('Still dead.').waitFor();
  await page.getByText(`from #${from}`, { exact: true }).waitFor();
  await look('took-in');

  await page.goto(`/tickets/${from}?view=all-active`);
  await page.getByText(`All that was said here is in #${into}`).waitFor();
  await look('merged');
  await page.getByRole('link', { name: `Open #${into}` }).click();
  await press('Undo the merge');
  await toast(page, 'The merge was undone');
  await page.getByRole('log').getByText('Still dead.').waitFor({ state: 'detached' });
  expect((await desk.as('ana').get(`/api/tickets/${from}`)).body.ticket).toMatchObject({ mergedInto: null });
});
