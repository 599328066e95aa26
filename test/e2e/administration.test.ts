import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { expectQuiet, openScreen, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  screen = await openScreen(browser, { desk, as: 'adao' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

test('an invited agent comes in by a link, and is out at once when disabled', async () => {
  await page.goto('/admin/agents');
  await page.getByRole('button', { name: 'Invite an agent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an agent' });
  await dialog.getByLabel('Name').fill('Nina Alves');
  await dialog.getByLabel('E-mail').fill('nina@atende.example');
  await dialog.getByText('Support', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await page.getByLabel('Invitation link').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row', { name: /Nina Alves/ });
  await row.getByText('invited').waitFor();

  const nina = await openScreen(browser, { desk });
  await nina.page.goto(link);
  await nina.page.getByText('You were invited as nina@atende.example.').waitFor();
  await nina.page.getByLabel('Password').fill('a quiet green garden');
  await nina.page.getByRole('button', { name: 'Come in' }).click();
  await nina.page.getByRole('navigation', { name: 'Views' }).waitFor();
  await nina.page.getByRole('link', { name: /^Support/ }).waitFor();

  await page.reload();
  await row.getByText('active').waitFor();
  await row.getByRole('button', { name: 'Actions for Nina Alves' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await toast(page, 'Nina Alves may no longer sign in');
  await row.getByText('disabled').waitFor();

  const signIn = nina.page.getByRole('heading', { name: 'Sign in' });
  await nina.page
    .getByRole('link', { name: /^Unassigned/ })
    .or(signIn)
    .first()
    .click();
  await signIn.waitFor();
  await nina.page.getByLabel('E-mail').fill('nina@atende.example');
  await nina.page.getByLabel('Password').fill('a quiet green garden');
  await nina.page.getByRole('button', { name: 'Sign in' }).click();
  await nina.page.getByText('This e-mail address and password do not belong together.').waitFor();
  await nina.page.goto(link);
  await nina.page.reload();
  await nina.page.getByText('This invitation does not work').waitFor();
  await nina.context.close();
});

test('a team is made, filled, renamed and removed', async () => {
  await page.goto('/admin/teams');
  await page.getByRole('button', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Night shift');
  await dialog.getByText('Ana Lima').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Night shift/ });
  await row.getByText('Ana Lima').waitFor();
  await row.getByRole('button', { name: 'Edit Night shift' }).click();
  await dialog.getByLabel('Name').fill('Dawn shift');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const renamed = page.getByRole('row', { name: /Dawn shift/ });
  await renamed.getByRole('button', { name: 'Remove Dawn shift' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await renamed.waitFor({ state: 'detached' });
});

test('a new inbox takes mail for its address, signed with its name', async () => {
  await page.goto('/admin/inboxes');
  await page.getByRole('button', { name: 'New inbox' }).click();
  const dialog = page.getByRole('dialog', { name: 'New inbox' });
  await dialog.getByLabel('Name', { exact: true }).fill('Sales');
  await dialog.getByLabel("Sender's name").fill('Sales at Atende');
  await dialog.getByLabel('Addresses').fill('sales@atende.example');
  await dialog.getByLabel('Signature').fill('Your sales team');
  await dialog.getByRole('button', { name: /Team/ }).click();
  await page.getByRole('option', { name: 'Billing' }).click();
  expect(await dialog.getByRole('checkbox', { name: /^Confirms new tickets/ }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('row', { name: /sales@atende.example/ })
    .getByText('Billing')
    .waitFor();

  await sendMail(desk.mailPort, {
    from: 'mary@northwind.example',
    to: 'sales@atende.example',
    subject: 'A quote, please',
    text: 'For two branches.',
  });
  await page.goto('/tickets?view=all-active');
  await page.getByRole('link', { name: /A quote, please/ }).click();
  await page.getByRole('button', { name: 'Team: Billing' }).waitFor();
  await page.getByText('from Sales').waitFor();
  await page.getByRole('log').getByText('we received your message and opened ticket').waitFor();
});

test('mail that cannot be filed is parked with its reason, tried again, and discarded by a person', async () => {
  const part = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n';
  const head = 'From: carla@padariacentral.example\r\nTo: support@atende.example\r\nSubject: Three thousand parts\r\n';
  const raw = `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(3000)}--b--\r\n`;
  await sendMail(desk.mailPort, {
    envelope: { from: 'carla@padariacentral.example', to: ['support@atende.example'] },
    raw,
  });
  await page.goto('/admin/parked');
  const mail = page.getByRole('listitem').filter({ hasText: 'Three thousand parts' });
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole('heading', { name: 'Parked mail' }).waitFor();
        await page.getByText('Nothing is parked').or(mail).first().waitFor();
        return mail.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await mail.getByText(/parts/).last().waitFor();
  await mail.getByRole('button', { name: 'Try again' }).click();
  await toast(page, 'Trying again');
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByText('Nothing is parked').or(mail).first().waitFor();
        return mail.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await mail.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing is parked').waitFor();
});

test('the company’s settings and the audit say what was done', async () => {
  await page.goto('/admin/settings');
  await page.getByLabel(/Company/).fill('Atende Padarias');
  await page.getByRole('button', { name: 'Save' }).click();
  await toast(page, 'Saved');
  await page.goto('/admin/audit');
  for (const entry of ['Settings changed', 'Inbox added', 'Team removed', 'Agent added']) {
    await page
      .getByRole('row', { name: new RegExp(entry) })
      .first()
      .waitFor();
  }
  expectQuiet(screen);
});
