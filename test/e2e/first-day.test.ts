import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, deskProcess, forget } from '../desk-process.ts';
import { launchBrowser } from './browser.ts';
import { sendMail } from './mail.ts';
import { expectQuiet, type Screen, screenIn } from './screen.ts';

/** The main job, on a desk as an operator starts it: an empty folder, one process, nothing set but ports. */
let desk: DeskProcess;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  desk = await deskProcess({ env: { OWNER_EMAIL: '', OWNER_PASSWORD: '' } });
  [browser] = await Promise.all([launchBrowser(), desk.start()]);
  screen = await screenIn(await browser.newContext({ baseURL: desk.url, viewport: { width: 1440, height: 900 } }));
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await forget(desk);
});

const carla = { name: 'Carla Souza', address: 'carla@padariacentral.example' };
let reply: { messageId: string; replyTo: string; subject: string };

test('an empty desk shows its setup link on its own machine, and one form later the owner is in', async () => {
  await page.goto('/setup');
  await page.getByRole('link', { name: 'Begin' }).click();
  await page.getByLabel('Company').fill('Padaria Exemplo');
  await page.getByLabel('Your name').fill('Olívia Prado');
  await page.getByLabel('Your e-mail').fill('olivia@atende.example');
  await page.getByLabel('Password', { exact: true }).fill('seven green bottles');
  await page.getByRole('button', { name: 'When do you answer customers?' }).click();
  await page.getByRole('option', { name: 'Monday to Saturday' }).click();
  await page.getByText('Closed for lunch').click();
  await page.getByLabel('Hours: to').fill('17:30');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: 'All active' }).waitFor();
  const { businessHours } = (await (await page.request.get('/api/business-hours')).json()) as {
    businessHours: { week: number[][][] }[];
  };
  const day = [
    [540, 720],
    [780, 1050],
  ];
  expect(businessHours[0]?.week).toEqual([day, day, day, day, day, day, []]);

  const printed = /\/setup#[\w-]+/.exec(desk.log())?.[0] ?? '';
  const again = await screenIn(await browser.newContext({ baseURL: desk.url }));
  await again.page.goto(printed);
  await again.page.getByLabel('Company').fill('Mine now');
  await again.page.getByLabel('Your name').fill('Mallory');
  await again.page.getByLabel('Your e-mail').fill('mallory@elsewhere.example');
  await again.page.getByLabel('Password', { exact: true }).fill('seven green bottles');
  await again.page.getByRole('button', { name: 'Start' }).click();
  await again.page.getByText('This link was used already or has expired.').waitFor();
  await again.page.goto('/setup');
  await again.page.getByText('This desk is set up').waitFor();
  await again.context.close();
});

test('a mail is a ticket on the open screen, without reloading', async () => {
  await page.evaluate(() => Object.assign(window, { wasNeverReloaded: true }));
  await sendMail(desk.mailPort, {
    from: carla,
    subject: 'Não consigo emitir a nota',
    text: 'Bom dia, aparece a rejeição 402.',
    messageId: '<first@padariacentral.example>',
  });
  await page.getByRole('link', { name: /Não consigo emitir a nota/ }).click();
  await page.getByText('aparece a rejeição 402').last().waitFor();
  expect(await page.evaluate(() => 'wasNeverReloaded' in window)).toBe(true);
});

test('the reply leaves with the headers that keep the thread together', async () => {
  await page.getByLabel('Reply to the customer').fill('Oi, Carla! Renove o certificado e tente de novo.');
  await page.getByRole('button', { name: 'Send reply', exact: true }).click();
  await page.getByRole('log').getByText('Renove o certificado').waitFor();
  await page.getByRole('log').getByText('sent', { exact: true }).waitFor();

  await page.goto('/admin/deliveries');
  // The desk confirmed the mail by itself before.
  const rows = page.getByRole('row', { name: /carla@padariacentral\.example/ });
  await expect.poll(() => rows.count()).toBe(2);
  const row = rows.first();
  await row.getByText('carla@padariacentral.example').waitFor();
  await row.getByRole('button', { name: 'Source' }).click();
  const source = await page.getByRole('textbox', { name: 'Source of the message' }).inputValue();
  const sent = await PostalMime.parse(source);
  const ids = /^<[^<>\s]+@atende\.example>$/;
  expect(sent).toMatchObject({
    subject: 'Re: Não consigo emitir a nota [#1]',
    inReplyTo: expect.stringMatching(ids), // the confirmation was the newest message of the thread
    references: expect.stringContaining('<first@padariacentral.example>'),
    messageId: expect.stringMatching(ids),
  });
  expect(sent.to?.[0]?.address).toBe(carla.address);
  expect(sent.replyTo?.[0]?.address).toMatch(/^support\+[\w.-]+@/);
  reply = {
    messageId: sent.messageId ?? '',
    replyTo: sent.replyTo?.[0]?.address ?? '',
    subject: sent.subject ?? '',
  };
  await page.keyboard.press('Escape');
});

test('the customer’s answer lands in the same ticket and reopens it before the agent’s eyes', async () => {
  await page.getByRole('link', { name: '#1', exact: true }).first().click();
  await page.getByRole('button', { name: /^Solve/ }).click();
  await page.getByRole('button', { name: 'Status: Solved' }).waitFor();

  await sendMail(desk.mailPort, {
    from: carla,
    to: reply.replyTo,
    subject: reply.subject,
    text: 'Deu certo o certificado, mas a nota ainda falha.',
    inReplyTo: reply.messageId,
    references: ['<first@padariacentral.example>', reply.messageId],
  });
  await page.getByRole('log').getByText('mas a nota ainda falha').waitFor();
  await page.getByRole('button', { name: 'Status: Open' }).waitFor();
  await page.getByRole('log').getByText('Reopened').waitFor();
  await page.getByRole('navigation', { name: 'Views' }).getByText('All active').click();
  await page.getByRole('heading', { name: 'All active' }).waitFor();
  expect(await page.getByRole('link', { name: /Não consigo emitir a nota/ }).count()).toBe(1);
  expectQuiet(screen);
});
