import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, customerWrites, type OpenDesk, openDesk } from './desk.ts';
import { expectQuiet, openScreen, type Screen, screenIn, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  screen = await openScreen(browser, { desk, as: 'rafael' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const log = () => page.getByRole('log');
const choose = async (property: string, value: string) => {
  await page.getByRole('button', { name: new RegExp(`^${property}: `) }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
  await page.getByRole('button', { name: `${property}: ${value}` }).waitFor();
};

describe('the properties of a ticket', () => {
  test('change where they stand, and the history says what, by whom and why', async () => {
    const number = await addTicket(desk, { subject: 'Where is my parcel?' });
    await page.goto(`/tickets/${number}`);
    await choose('Priority', 'Critical');
    await log().getByText('Priority: Critical').waitFor();
    await choose('Team', 'Billing');
    await log().getByText('Team: Billing').waitFor();
    await choose('Topic', 'Billing');
    await page.getByRole('button', { name: 'Add a tag' }).click();
    await page.getByLabel('New tag').fill('parcel');
    await page.getByLabel('New tag').press('Enter');
    await log().getByText('Tags added: parcel').waitFor();

    await choose('Assignee', 'Rafael Costa');
    await log().getByText('Assigned to Rafael Costa').waitFor();
    await page.getByRole('button', { name: 'Status: Open' }).waitFor();
    await log().getByText('by Rafael Costa').first().waitFor();
    await log().getByRole('button', { name: 'why?' }).last().click();
    await page.getByText('A new ticket is open as soon as somebody has it.').waitFor();
    await page.keyboard.press('Escape');

    await choose('Status', 'Solved');
    await log()
      .getByText(/Solved/)
      .waitFor();
    await customerWrites(desk, number, 'It is still not here.');
    await log().getByText('Reopened').waitFor();
    await page.getByRole('button', { name: 'Status: Open' }).waitFor();
    await log().getByRole('button', { name: 'why?' }).last().click();
    await page.getByText('The customer wrote again, so somebody has to look at it.').waitFor();
    await page.keyboard.press('Escape');

    await page.reload();
    for (const value of ['Critical', 'Billing', 'parcel', 'Rafael Costa']) {
      await page
        .getByRole('region', { name: 'Customer and ticket' })
        .getByText(value, { exact: true })
        .first()
        .waitFor();
    }
  });

  test('changed by two at once keep the first change and tell the second', async () => {
    const number = await addTicket(desk, { subject: 'Two hands' });
    await page.goto(`/tickets/${number}`);
    await page.getByRole('button', { name: 'Priority: Medium' }).waitFor();
    await page.route(`**/api/tickets/${number}*`, (route) =>
      route.request().method() === 'GET' ? new Promise(() => {}) : route.continue(),
    );
    const olivia = desk.as('olivia');
    const { version } = (await olivia.get(`/api/tickets/${number}`)).body.ticket;
    await olivia.patch(`/api/tickets/${number}`, { version, priority: 'high' });
    await page.getByRole('button', { name: 'Priority: Medium' }).click();
    await page.getByRole('option', { name: 'Low' }).click();
    await toast(page, 'Somebody else changed this meanwhile.');
    await page.unroute(`**/api/tickets/${number}*`);
    expect((await olivia.get(`/api/tickets/${number}`)).body.ticket.priority).toBe('high');
  });
});

test('search finds what was written, with or without its accents', async () => {
  await addTicket(desk, {
    subject: 'Cobrança em duplicidade no cartão',
    text: 'A mensalidade de março veio duas vezes.',
    email: 'joao@correio.example',
  });
  await page.goto('/tickets');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await page.keyboard.press('/');
  const box = page.getByLabel('Search tickets, customers and organizations');
  for (const words of ['cobranca cartao', 'MARÇO duas', 'joão', 'cobranças']) {
    await box.fill(words);
    await page.getByRole('link', { name: /Cobrança em duplicidade no cartão/ }).waitFor();
  }
  await box.fill('nobody wrote this');
  await page.getByText('Nothing found for “nobody wrote this”').waitFor();
  await box.fill('mensalidade');
  await page.locator('mark', { hasText: 'mensalidade' }).waitFor();
  await page.getByRole('link', { name: /Cobrança em duplicidade/ }).click();
  await page.getByRole('heading', { name: 'Cobrança em duplicidade no cartão' }).waitFor();
});

test('a ticket taken by telephone is opened in the customer’s name', async () => {
  await page.goto('/tickets');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByLabel("Customer's e-mail").fill('nova@cliente.example');
  await dialog.getByLabel("Customer's name").fill('Nova Cliente');
  await dialog.getByLabel('Subject').fill('Rang about an invoice');
  await dialog.getByLabel('What they ask').fill('The invoice of May is missing.');
  await dialog.getByRole('button', { name: 'Open ticket' }).click();
  await page.getByRole('heading', { name: 'Rang about an invoice' }).waitFor();
  await log().getByText('The invoice of May is missing.').waitFor();
  await page.getByRole('region', { name: 'Customer and ticket' }).getByText('nova@cliente.example').waitFor();
  expectQuiet(screen, { statuses: [409] });
});

test('a limited agent sees their own tickets and no trace of the others', async () => {
  const theirs = await addTicket(desk, { subject: 'For Lia alone', assignee: desk.world.agents.lia.uuid });
  const other = await addTicket(desk, { subject: 'Not for Lia' });
  const lia = await openScreen(browser, { desk, as: 'lia' });
  await lia.page.goto('/tickets?view=all-active');
  await lia.page.getByRole('link', { name: /For Lia alone/ }).waitFor();
  expect(await lia.page.getByText('Not for Lia').count()).toBe(0);
  await lia.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All active 1' }).waitFor();
  expect(await lia.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);

  await lia.page.goto('/search?q=lia');
  await lia.page.getByRole('link', { name: /For Lia alone/ }).waitFor();
  expect(await lia.page.getByText('Not for Lia').count()).toBe(0);
  await lia.page.goto(`/tickets/${theirs}`);
  await lia.page.getByRole('heading', { name: 'For Lia alone' }).waitFor();
  expectQuiet(lia);

  const beyond = await screenIn(lia.context);
  await beyond.page.goto(`/tickets/${other}`);
  await beyond.page.getByText('This ticket does not exist, or you may not see it.').waitFor();
  expectQuiet(beyond, { statuses: [404] });
  await lia.context.close();
});
