import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeImap, fakeImap } from '../fake-imap.ts';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import {
  accessibilityFaults,
  expectQuiet,
  openScreen,
  photograph,
  type Screen,
  sidewaysScroll,
  toast,
} from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let imap: FakeImap;
let server: SMTPServer;
beforeAll(async () => {
  [desk, browser, imap] = await Promise.all([openDesk(), launchBrowser(), fakeImap()]);
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) =>
      void stream.toArray().then((chunks: Buffer[]) => {
        imap.add(Buffer.concat(chunks).toString('latin1'));
        imap.tell();
        done();
      }),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  screen = await openScreen(browser, { desk, as: 'adao' });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await imap?.close();
  server?.close();
});

test('an admin connects a mailbox, sees how it stands, and tries it with four ticks', async () => {
  const { page } = screen;
  await page.goto('/admin/inboxes');
  await page.getByRole('button', { name: 'Edit Support' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit Support' });
  expect(await dialog.getByLabel('IMAP server').count()).toBe(0);
  const choose = async (label: string, choice: string) => {
    await dialog.getByRole('button', { name: new RegExp(label) }).click();
    await page.getByRole('option', { name: choice }).click();
  };
  await choose('How mail comes in', 'Fetched from a mailbox (IMAP)');
  await dialog.getByLabel('IMAP server').fill('127.0.0.1');
  await dialog.getByLabel('IMAP port').fill(String(imap.port));
  await dialog.getByLabel('User name').fill('support@atende.example');
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill('quatro cavalos');
  await dialog
    .getByRole('button', { name: /Encryption/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'None' }).click();
  await choose('How mail leaves', 'By a server of its own');
  await dialog.getByLabel('SMTP server').fill('127.0.0.1');
  await dialog.getByLabel('SMTP port').fill(String((server.server.address() as AddressInfo).port));
  await dialog
    .getByRole('button', { name: /Encryption/ })
    .last()
    .click();
  await page.getByRole('option', { name: 'None' }).click();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'mailbox-settings');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await toast(page, 'Saved');

  const row = page.getByRole('row', { name: /Support/ });
  await row.getByText('connected').waitFor({ timeout: 20_000 });
  imap.add('From: mary@northwind.example\r\nSubject: Where is my order?\r\nMessage-ID: <a@x>\r\n\r\nHello\r\n');
  imap.tell();

  await row.getByRole('button', { name: 'More for Support' }).click();
  await page.getByRole('menuitem', { name: 'Test', exact: true }).click();
  const ticks = page.getByRole('dialog', { name: 'Test Support' });
  await ticks.getByText('Everything works.').waitFor({ timeout: 60_000 });
  expect(await ticks.getByLabel('works', { exact: true }).count()).toBe(4);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'mailbox-four-ticks');
  await ticks.getByRole('button', { name: 'Close' }).last().click();

  await row.getByRole('button', { name: 'More for Support' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await toast(page, 'Paused');
  await row.getByText('paused').waitFor();
  await row.getByRole('button', { name: 'More for Support' }).click();
  await page.getByRole('menuitem', { name: 'Resume' }).click();
  await row.getByText('connected').waitFor({ timeout: 20_000 });

  await page.goto('/tickets');
  await page.getByText('Where is my order?').first().waitFor();
  expect((await desk.db.selectFrom('tickets').select('subject').execute()).map(({ subject }) => subject)).toEqual([
    'Where is my order?',
  ]);
  expectQuiet(screen);
});

test('a mailbox in trouble says so in its server’s words, in both languages and at every width', async () => {
  imap.spoil = (command, { tag, write }) => {
    if (!/^(AUTHENTICATE|LOGIN)/.test(command)) return null;
    write(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n`);
    return true;
  };
  imap.hangUp();
  for (const locale of ['en', 'pt-BR'] as const) {
    await desk.db.updateTable('agents').set({ locale }).where('id', '=', desk.world.agents.adao.id).execute();
    const fresh = await openScreen(browser, { desk, as: 'adao' });
    await fresh.page.goto('/admin/inboxes');
    await fresh.page.getByText('Invalid credentials').waitFor({ timeout: 30_000 });
    expect(await accessibilityFaults(fresh)).toEqual([]);
    await photograph(fresh.page, `mailbox-in-trouble-${locale}`);
    await fresh.page.setViewportSize({ width: 390, height: 800 });
    expect(await sidewaysScroll(fresh.page)).toBe(0);
    await fresh.page.close();
  }
});
