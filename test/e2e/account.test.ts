import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, customerWrites, type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, sidewaysScroll } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let number: number;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
  await aDay();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;
const account = async () => (await desk.as('olivia', 'token').get(`/api/account?day=${today()}`)).body;
const today = () => desk.clock.now().toISOString().slice(0, 10);
const fromCarla = (subject: string, more: object = {}) =>
  sendMail(desk.mailPort, { from: 'Carla <carla@padariacentral.example>', subject, text: 'Please help.', ...more });
const ticketAbout = async (subject: string): Promise<number> => {
  const { tickets } = (await desk.as('olivia', 'token').get('/api/tickets?limit=50')).body;
  return tickets.find((one: { subject: string }) => one.subject === subject).number;
};

/** Mail of every fate, and a ticket by hand. */
async function aDay() {
  const subjects = [
    'The oven burns the bread',
    'Invoice of November',
    'Ana knows this one',
    'Next week is fine',
    'Thank you',
  ];
  for (const subject of subjects) await fromCarla(subject);
  await fromCarla('I am away', { headers: { 'Auto-Submitted': 'auto-replied' } });
  const bounce = readFileSync('server/channels/email/reading/fixtures/bounce-rfc3464.eml');
  await desk
    .as('adao', 'token')
    .post('/api/inbound/email?to=support@atende.example', bounce, { headers: { 'content-type': 'message/rfc822' } });
  const waiting = async () =>
    (await desk.as('olivia', 'token').get(`/api/account/items?day=${today()}&kind=received`)).body;
  await vi.waitFor(async () => expect((await waiting()).items).toEqual([]), { timeout: 30_000, interval: 200 });
  expect((await account()).cameIn).toBe(7);
  const admin = desk.as('olivia', 'token');
  const change = async (subject: string, changes: object) => {
    const at = `/api/tickets/${await ticketAbout(subject)}`;
    const { version } = (await admin.get(at)).body.ticket;
    expect((await admin.patch(at, { version, ...changes })).status).toBe(200);
  };
  await change('Ana knows this one', { assignee: 'ana@atende.example' });
  await admin.put(`/api/tickets/${await ticketAbout('Next week is fine')}/snooze`, { preset: 'next_week' });
  await admin.post(`/api/tickets/${await ticketAbout('Thank you')}/messages`, {
    kind: 'reply',
    text: 'You are welcome.',
  });
  number = await addTicket(desk, { subject: 'Called us', assignee: 'ana@atende.example' });
  await customerWrites(desk, number, 'And now?');
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: what came in today is what is accounted for, and each line opens what it counts',
  async (language: Language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language], timezoneId: 'UTC', locale: language });
    const { page } = screen;
    const look = async (name: string) => {
      expect(await accessibilityFaults(screen)).toEqual([]);
      await photograph(page, `account-${name}-${language}`);
    };
    const line = (name: string) => page.getByRole('link', { name: new RegExp(`^${say(name)}`) });
    const list = (name: string) => page.getByRole('region', { name: say(name), exact: true }).getByRole('listitem');

    await page.goto('/tickets');
    await page.getByRole('link', { name: say('Nothing unanswered') }).click();
    const sum = page.getByRole('region', { name: say('The sum') });
    await sum.getByText('=').waitFor();
    expect(await sum.textContent()).toMatch(/^8\D+=\D*8\D+$/);
    await expect.poll(() => list('Unassigned').count()).toBe(2);
    expect(await list('Unassigned').first().textContent()).toContain('The oven burns the bread');
    expect(await list('Unanswered').allTextContents()).toEqual(
      ['Ana knows this one', 'Called us'].map((subject) => expect.stringContaining(subject)),
    );
    await look('today');

    await line('Snoozed').click();
    await expect.poll(() => list('Snoozed').allTextContents()).toEqual([expect.stringContaining('Next week is fine')]);
    await line('Bounced').click();
    await list('Bounced').getByRole('link').waitFor();
    expect(await list('Bounced').getByRole('link').getAttribute('href')).toMatch(/^\/api\/inbound\/[\w-]+\/raw$/);
    await look('bounced');

    await page.getByRole('link', { name: say('Yesterday'), exact: true }).click();
    await expect.poll(() => sum.textContent()).toMatch(/^0\D+=\D*0\D+$/);
    await page.getByLabel(say('Another day')).fill(today());
    await expect.poll(() => sum.textContent()).toMatch(/^8/);
    await page.getByRole('link', { name: say('In work now') }).click();
    await list('Unanswered').filter({ hasText: 'Called us' }).waitFor();
    await look('now');

    await page.setViewportSize({ width: 360, height: 740 });
    await line('Unanswered').click();
    await list('Unanswered').first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await look('narrow-list');
    await page.goto('/account');
    await list('Unassigned').first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await look('narrow');
    expectQuiet(screen);
    await screen.context.close();
  },
);

test('a sum that does not add up is said in red', async () => {
  const screen = await openScreen(browser, { desk, as: 'olivia', timezoneId: 'UTC' });
  const { page } = screen;
  const given = await account();
  const wrong = { ...given, cameIn: given.cameIn + 1, isEven: false };
  await page.route('**/api/account?*', (route) => route.fulfill({ json: wrong }));
  await page.goto('/account');
  await page.getByRole('alert').getByText('do not add up').waitFor();
  expect(await page.getByRole('region', { name: 'The sum' }).textContent()).toContain('≠');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'account-uneven');
});
