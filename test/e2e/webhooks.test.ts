import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, type Screen } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let server: Server;
let here = '';
let hits = 0;
const screens: Screen[] = [];
beforeAll(async () => {
  server = createServer((_, response) => {
    hits++;
    response.end('noted');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  [desk, browser] = await Promise.all([openDesk({ outboundHosts: ['127.0.0.1'] }), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
});
afterAll(async () => {
  server?.close();
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin adds a webhook, keeps its secret and sees a test arrive',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language] });
    screens.push(screen);
    const { page } = screen;
    await page.goto('/admin/webhooks');
    await page.getByRole('button', { name: say('New webhook') }).click();
    await page.getByRole('textbox', { name: say('Name') }).fill(`Shop ${language}`);
    await page.getByRole('textbox', { name: say('Address') }).fill(here);
    await page.getByRole('button', { name: say('Save') }).click();
    expect(await page.getByRole('textbox', { name: say('Secret') }).inputValue()).toMatch(/^whsec_/);
    await page.getByRole('button', { name: say('I have kept it') }).click();
    await page
      .getByRole('row', { name: new RegExp(`Shop ${language}`) })
      .getByRole('button')
      .first()
      .click();
    const before = hits;
    await page.getByRole('button', { name: say('Send a test') }).click();
    await page.getByText(/noted/).waitFor();
    expect(hits).toBe(before + 1);
    expect(await accessibilityFaults(screen)).toEqual([]);
  },
);

test.each(['en', 'pt-BR'] as const)(
  'in %s: a rule’s reply is seen on a real ticket before it is kept',
  async (language) => {
    const say = sayIn(language);
    const number = await addTicket(desk, { subject: 'Oven', name: 'Mary Kline' });
    const screen = await openScreen(browser, { desk, as: admins[language] });
    screens.push(screen);
    const { page } = screen;
    await page.goto('/admin/triggers');
    await page.getByRole('button', { name: say('New trigger') }).click();
    await page.getByRole('button', { name: say('Add an action') }).click();
    const label = language === 'en' ? 'Send reply to the customer' : 'Enviar resposta ao cliente';
    await page.getByRole('menuitem', { name: label }).click();
    const box = language === 'en' ? /^Reply, / : /^Resposta, /;
    await page.getByRole('textbox', { name: box }).fill('Dear {{ requester.first_name }}, {{ field.order_number }}');
    await page.getByRole('textbox', { name: say('See it on ticket') }).fill(String(number));
    await page.getByText('Dear Mary, {{ field.order_number }}').waitFor();
    await page.getByText(/field\.order_number\./).waitFor();
    expect(await accessibilityFaults(screen)).toEqual([]);
  },
);

test('nothing went wrong meanwhile', () => {
  for (const screen of screens) expectQuiet(screen);
});
