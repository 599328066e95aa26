import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let admin: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  admin = await openScreen(browser, { desk, as: 'adao' });
  page = admin.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

async function look(name: string, screen = admin): Promise<void> {
  await photograph(screen.page, `automatic-mail-${name}`);
  expect(await accessibilityFaults(screen)).toEqual([]);
}

test('an admin turns the confirmation on, and the next customer gets one; a machine does not, and the ticket says why', async () => {
  const number = await addTicket(desk, { subject: 'To look at', name: 'Mary Kline', team: 'support' });
  await page.goto('/admin/inboxes');
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Confirms new tickets by mail, with their number').click();
  await dialog.getByLabel('Subject').fill('We have it: #{number}');
  await dialog.getByLabel('Text of the confirmation').scrollIntoViewIfNeeded();
  await dialog.getByRole('textbox', { name: 'See it on ticket' }).fill(String(number));
  await dialog.getByText(`recebemos sua mensagem e registramos a solicitação sob o número #${number}.`).waitFor();
  await dialog.getByLabel('Subject').fill('We have it: {{ field.order_number }}');
  await dialog.getByText('No value on this ticket and no fallback: field.order_number.').waitFor();
  await look('confirmation');
  await dialog.getByLabel('Subject').fill('We have it: #{number}');
  await dialog.getByText('No value on this ticket').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await toast(page, 'Saved');

  await sendMail(desk.mailPort, { from: 'mary@northwind.example', subject: 'An oven', text: 'It does not heat.' });
  await sendMail(desk.mailPort, {
    from: 'robot@northwind.example',
    subject: 'A robot',
    text: 'Beep.',
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  await page.goto('/tickets');
  await page
    .getByRole('link', { name: /An oven/ })
    .first()
    .click();
  await page
    .getByText(/You will hear from us by .+\(UTC\)/)
    .first()
    .waitFor();
  await page
    .getByRole('link', { name: /A robot/ })
    .first()
    .click();
  await page.getByText(/No confirmation was sent: A machine wrote it/).waitFor();
  await look('withheld');
});

test('an admin makes a key to sign with and reads the record for DNS', async () => {
  await page.goto('/admin/inboxes');
  await page
    .getByRole('button', { name: /^More for / })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign with DKIM' }).click();
  await page.getByRole('button', { name: 'Make a key', exact: true }).click();
  expect(await page.getByLabel('Name of the TXT record').inputValue()).toMatch(
    /^atende\w+\._domainkey\.atende\.example$/,
  );
  expect(await page.getByLabel('Value of the TXT record').inputValue()).toMatch(/^v=DKIM1; k=rsa; p=MII/);
  await look('domain-key');
});

test('an admin lets the desk write to an address again whose mail came back', async () => {
  await desk.db
    .insertInto('suppressions')
    .values({ address: 'joao@correio.example', reason: '550 No such user' })
    .execute();
  await page.goto('/admin/suppressions');
  await page.getByText('550 No such user').waitFor();
  await look('suppressions');
  await page.getByRole('button', { name: 'Write again to joao@correio.example' }).click();
  await page.getByText('No address is held back').waitFor();
});

test('an admin gives mails a colour and a logo', async () => {
  await page.goto('/admin/settings');
  await page.getByLabel('Company').fill('Padaria Central');
  await page.getByLabel('Colour of mails').fill('#0a58ca');
  const buffer = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await page.getByLabel('Choose a logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
  await page.getByAltText('The logo as it is now').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await toast(page, 'Saved');
  await look('brand');
});

test('an agent chooses what comes by mail, in either language', async () => {
  const ana = await openScreen(browser, { desk, as: 'ana' });
  await ana.page.goto('/profile');
  const row = ana.page.getByRole('row', { name: /I am mentioned in a note/ });
  await row.getByRole('checkbox', { name: /by mail/ }).click({ force: true });
  await toast(ana.page, 'Saved');
  await look('choices', ana);
  await ana.page.reload();
  expect(await row.getByRole('checkbox', { name: /by mail/ }).isChecked()).toBe(false);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('id', '=', desk.world.agents.ana.id).execute();
  await ana.page.reload();
  await ana.page.getByRole('rowheader', { name: 'Sou mencionado em uma nota' }).waitFor();
  await look('choices-pt', ana);
  expectQuiet(ana);
  expectQuiet(admin);
});
