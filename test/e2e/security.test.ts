import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/platform/ids.ts';
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
let owner: Screen;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  owner = await openScreen(browser, { desk, as: 'olivia' });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

test('guessing at a password is told to the owner within a minute, on the open page and by the bell', async () => {
  const { page } = owner;
  await page.goto('/admin/security');
  await page.getByText('Nothing looks wrong').waitFor();
  for (let count = 0; count < 5; count++) {
    const payload = { email: desk.world.agents.bruno.email, password: 'wrong' };
    expect((await desk.visitor.post('/api/session', payload)).status).toBe(401);
  }
  await page
    .getByText('Somebody at 127.0.0.1 is guessing the password of Bruno Dias: 5 wrong ones within an hour.')
    .waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  await page.getByRole('link', { name: /Something looks suspicious.*Bruno Dias/ }).click();
  await page.getByRole('button', { name: 'Notifications, 0 unread' }).waitFor();
});

/** One of each kind, so that every sentence is seen at every width. */
const kinds: [code: string, severity: 'low' | 'medium' | 'high', values: object][] = [
  ['password_spraying', 'high', { net: '203.0.113.77', accounts: 14 }],
  ['sign_in_after_failures', 'high', { agent: 'Bruno Dias', net: '2001:db8:85a3:8d3::/64', failures: 6 }],
  ['new_network', 'low', { agent: 'Ana Lima', net: '198.51.100.4', network: '198.51.0.0/16' }],
  ['mass_read', 'high', { agent: 'Rafael Costa', tickets: 214, attachments: 1 }],
  ['role_raised', 'high', { agent: 'Nina Alves', by: 'Adão Reis', from: 'agent', role: 'admin' }],
  ['owner_email_changed', 'high', { agent: 'Olívia Prado', by: 'Olívia Prado', net: '203.0.113.9' }],
  ['owner_password_changed', 'medium', { agent: 'Olívia Prado', by: 'Olívia Prado', net: '203.0.113.9' }],
  ['powerful_token', 'medium', { agent: 'Adão Reis', name: 'export', net: '203.0.113.9' }],
  ['token_probing', 'medium', { net: '198.51.100.21', count: 31 }],
  ['impersonation', 'medium', { agent: 'Ana Lima', count: 7 }],
];

test('every kind of suspicion can be read, in both languages, in the dark and on a telephone', async () => {
  const { page } = owner;
  await desk.db
    .insertInto('suspicions')
    .values(
      kinds.map(([code, severity, values]) => ({
        ...{ uuid: newId(), code, subject: code, severity, details: JSON.stringify(values), at: new Date() },
      })),
    )
    .execute();
  for (const [locale, theme, width] of [
    ['en', 'light', 1280],
    ['pt-BR', 'dark', 1280],
    ['pt-BR', 'light', 360],
  ] as const) {
    await desk.db.updateTable('agents').set({ locale, theme }).where('role', '=', 'owner').execute();
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/admin/security');
    await page.getByRole('main').getByRole('listitem').nth(kinds.length).waitFor();
    expect(await accessibilityFaults(owner)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await photograph(page, `security-${locale}-${theme}-${width}`);
    await page.getByRole('button', { name: /^(Sign everybody out|Desconectar todos)/ }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await accessibilityFaults(owner)).toEqual([]);
    await photograph(page, `lockdown-${locale}-${theme}-${width}`);
    await page.keyboard.press('Escape');
  }
  await desk.db.updateTable('agents').set({ locale: 'en', theme: 'light' }).where('role', '=', 'owner').execute();
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('the owner signs everybody out and stays; an admin sees the list and no such button', async () => {
  const admin = await openScreen(browser, { desk, as: 'adao' });
  await admin.page.goto('/admin/security');
  await admin.page.getByText(/tried 14 accounts/).waitFor();
  expect(await admin.page.getByRole('button', { name: /Sign everybody out/ }).count()).toBe(0);

  const { page } = owner;
  await page.goto('/admin/security');
  await page.getByRole('button', { name: 'Sign everybody out …' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Sign everybody out?' });
  await dialog.getByRole('button', { name: 'Sign everybody out' }).click();
  await toast(page, '6 sessions ended');
  await admin.page.getByRole('link', { name: 'Audit' }).click();
  await admin.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await admin.context.close();

  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('row', { name: /Olívia Prado Everybody signed out/ }).waitFor();
  await page.getByRole('row', { name: /The desk Something looked suspicious Somebody at 127.0.0.1/ }).waitFor();
  expectQuiet(owner);
});
