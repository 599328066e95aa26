import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { freePort } from '../free-port.ts';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, written } from './screen.ts';

/** Two agents in two browsers, each at a web process of their own, on one PostgreSQL. */
let desk: OpenDesk;
let other: { app: FastifyInstance; desk: OpenDesk };
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk({ undoSendSeconds: 12 }), launchBrowser()]);
  const port = await freePort();
  const p = { ...desk.p, config: { ...desk.p.config, port } };
  const app = buildApp(p);
  await app.listen({ host: '127.0.0.1', port });
  other = { app, desk: { ...desk, url: `http://127.0.0.1:${port}` } };
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Rafael Costa').execute();
});
afterAll(async () => {
  await browser?.close();
  await other?.app.close();
  await desk?.close();
});

const boxOf = ({ page }: Screen, language: Language) =>
  page.getByRole('textbox', { name: sayIn(language)('Reply to the customer') });

test('each sees the other look and write, in the ticket and in the list; a send that missed news asks first', async () => {
  const number = await addTicket(desk, { subject: 'Two at once', name: 'Mary Kline', team: 'support' });
  const ana = await openScreen(browser, { desk, as: 'ana' });
  const rafael = await openScreen(browser, { desk: other.desk, as: 'rafael' });
  const address = `/tickets/${number}?view=all-active`;
  await ana.page.goto(address);
  await rafael.page.goto(address);
  await ana.page.getByText('Rafael is here too').waitFor();
  await rafael.page.getByText('Ana também está aqui').waitFor();

  await boxOf(ana, 'en').pressSequentially('It is on its way');
  await rafael.page.getByText('Ana está escrevendo aqui').waitFor();
  await rafael.page.getByRole('list', { name: 'Neste ticket agora' }).getByText('Ana Lima está escrevendo').waitFor();
  await photograph(rafael.page, 'onlookers-light-pt-BR');
  expect(await accessibilityFaults(rafael)).toEqual([]);

  await boxOf(rafael, 'pt-BR').fill('Já resolvemos.');
  await boxOf(rafael, 'pt-BR').press('Control+Enter');
  // The others hear of a reply when its undo window is over.
  await ana.page.getByText('Rafael Costa wrote while you were writing.').waitFor({ timeout: 30_000 });
  await boxOf(ana, 'en').press('Control+Enter');
  await ana.page.getByText('Nothing was sent yet.').waitFor();
  await photograph(ana.page, 'news-refused-light-en');
  await ana.page.getByRole('button', { name: 'Send anyway' }).click();
  await ana.page.getByRole('log').getByText('It is on its way').waitFor();
  await rafael.page.getByRole('log').getByText('It is on its way').waitFor({ timeout: 30_000 });

  await rafael.page.goto('/profile');
  await ana.page.getByText('Rafael is here too').waitFor({ state: 'detached' });
  expectQuiet(ana, { statuses: [409] });
  expectQuiet(rafael);
});

test('a draft survives signing out and is there on another device; what is sent there is gone here', async () => {
  const number = await addTicket(desk, { subject: 'Two devices', name: 'Mary Kline', team: 'support' });
  const first = await openScreen(browser, { desk, as: 'ana' });
  const address = `/tickets/${number}?view=all-active`;
  await first.page.goto(address);
  await boxOf(first, 'en').fill('Begun at the desk');
  const kept = () =>
    desk.db
      .selectFrom('drafts')
      .innerJoin('tickets', 'tickets.id', 'drafts.ticket_id')
      .select('content')
      .where('number', '=', number)
      .execute();
  await expect.poll(async () => JSON.stringify(await kept()), { timeout: 5_000 }).toContain('Begun at the desk');
  await first.page.evaluate(() => localStorage.clear());
  await first.context.clearCookies();

  const second = await openScreen(browser, { desk: other.desk, as: 'ana' });
  await second.page.goto(address);
  await expect.poll(() => written(boxOf(second, 'en'))).toBe('Begun at the desk');
  await boxOf(second, 'en').press('Control+Enter');
  await second.page.getByRole('log').getByText('Begun at the desk').waitFor();
  await expect.poll(kept).toEqual([]);

  await second.page.keyboard.press('Escape');
  await second.page.locator('body').press('z');
  await expect.poll(() => written(boxOf(second, 'en'))).toBe('Begun at the desk');
  await expect.poll(async () => JSON.stringify(await kept()), { timeout: 5_000 }).toContain('Begun at the desk');
});
