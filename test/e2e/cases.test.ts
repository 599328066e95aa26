import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, type Say, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  const { support, billing } = desk.world.teams;
  const { ana, bruno, rafael } = desk.world.agents;
  const members = [ana.uuid, rafael.uuid];
  await desk.as('adao').patch(`/api/teams/${support.uuid}`, { tiers: ['', 'Specialists'], members });
  await desk.as('adao').patch(`/api/teams/${billing.uuid}`, { members: [bruno.uuid] });
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Rafael Costa').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** The same steps in both languages, by an agent of the same team who speaks it. */
const people = {
  en: { key: 'ana', name: 'Ana Lima', email: 'ana@atende.example' },
  'pt-BR': { key: 'rafael', name: 'Rafael Costa', email: 'rafael@atende.example' },
} as const;

const at = async (number: number, say: Say) => {
  await page.goto(`/tickets/${number}?view=my-open`);
  await page.getByRole('log').getByRole('article').first().waitFor();
  await page.getByRole('button', { name: say('More to do with this ticket') }).waitFor();
};
/** Nothing was logged, nothing stands in anybody's way, and a picture to look at. */
const look = async (name: string) => {
  expectQuiet(screen);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, `cases-${name}`);
};
const dialog = () => page.getByRole('dialog');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

describe.each(['en', 'pt-BR'] as const)('in %s', (language: Language) => {
  const say = sayIn(language);
  const who = people[language];
  const subject = (english: string) => `${english} (${language})`;
  const mine = (english: string, more: object = {}) =>
    addTicket(desk, { subject: subject(english), team: 'support', assignee: who.email, ...more });
  const sit = async () => {
    screen = await openScreen(browser, { desk, as: who.key });
    page = screen.page;
  };
  beforeAll(sit);
  afterAll(() => page.close());

  test('an agent hands a ticket up with what was tried, and gets it back', async () => {
    await at(await mine('The oven burns'), say);
    await page.keyboard.press('Shift+E');
    await dialog().getByLabel(say('Reason')).fill('The part is not in our list');
    await dialog().getByLabel(say('What was tried')).fill('Restarted it, changed the fuse.');
    await dialog().getByText(say('Nobody holds it there until somebody takes it. You stay its follower.')).waitFor();
    await look(`escalate-${language}`);
    await dialog()
      .getByRole('button', { name: say('Escalate'), exact: true })
      .click();
    const escalated = page.getByText(say('Escalated from {name}:', { name: who.name }));
    await escalated.waitFor();
    await page.getByText('Specialists', { exact: true }).waitFor();
    await page.getByRole('log').getByText('Restarted it, changed the fuse.').waitFor();
    await look(`escalated-${language}`);

    await page.keyboard.press('Shift+B');
    await dialog().getByLabel(say('Reason')).fill('The maker answered');
    await dialog()
      .getByRole('button', { name: say('Give back'), exact: true })
      .click();
    await escalated.waitFor({ state: 'detached' });
    await page.getByRole('log').getByText('The maker answered').waitFor();
  });

  test('before a ticket leaves their sight they are told, and then it is out of it', async () => {
    const number = await mine('A refund');
    await at(number, say);
    await page.keyboard.press('Shift+E');
    await dialog()
      .getByRole('button', { name: new RegExp(`^Specialists ${say('To')}`) })
      .click();
    await page.getByRole('option', { name: 'Billing' }).click();
    const warning =
      'After this you will not see the ticket any more: your role does not show you tickets of that team.';
    await dialog().getByText(say(warning)).waitFor();
    await dialog().getByLabel(say('Reason')).fill('Money');
    await dialog()
      .getByRole('button', { name: say('Escalate'), exact: true })
      .click();
    await page.waitForURL(/\/tickets(\?|$)/);
    expect((await desk.as(who.key).get(`/api/tickets/${number}`)).status).toBe(404);
    await page.getByRole('link', { name: subject('A refund') }).waitFor({ state: 'detached' });
    // The live stream may say that the ticket changed before the hand-over is answered: the page asks, and hears 404.
    await page.close();
    expectQuiet(screen, { statuses: [404] });
    await sit();
  });

  test('a snoozed ticket leaves the working views, and is back with an offer when the customer writes', async () => {
    const number = await mine('Call again later', { email: 'mary@northwind.example' });
    await at(number, say);
    await page.keyboard.press('h');
    await dialog()
      .getByText(
        say('It is back at once if the customer writes. What was promised stays due: snoozing moves no deadline.'),
      )
      .waitFor();
    await look(`snooze-${language}`);
    await dialog()
      .getByRole('button', { name: new RegExp(`^${say('In a week')}`) })
      .click();
    const snoozed = page.getByText(new RegExp(`^${say('Snoozed until')} `)).first();
    const row = page.getByRole('link', { name: subject('Call again later') });
    await snoozed.waitFor();
    await row.waitFor({ state: 'detached' });
    await page.goto('/tickets?view=snoozed');
    await row.click();
    await look(`snoozed-${language}`);

    const raw = `From: Mary <mary@northwind.example>\r\nTo: support@atende.example\r\nSubject: Re [#${number}]\r\n\r\nNow, please.\r\n`;
    await desk
      .as('adao', 'token')
      .post('/api/inbound/email', Buffer.from(raw), { headers: { 'content-type': 'message/rfc822' } });
    await page.getByText(say('It is back because the customer wrote.')).waitFor({ timeout: 20_000 });
    await press(say('Snooze again until then'));
    await snoozed.waitFor();
    await press(say('Wake it now'));
    await page.getByRole('button', { name: say('Wake it now') }).waitFor({ state: 'detached' });
  });

  test('two tickets are merged with a look at both, and the merge is undone from the ticket it went into', async () => {
    const into = await mine('The till is dead', { email: 'mary@northwind.example', text: 'Dead since nine.' });
    const from = await mine('Till again', { email: 'joao@correio.example', text: 'Still dead.' });
    await at(from, say);
    await page.keyboard.press('Shift+M');
    await dialog().getByLabel(say('Number or words of the other ticket')).fill(`#${into}`);
    await dialog()
      .getByRole('button', { name: /The till is dead/ })
      .click();
    await dialog()
      .getByText(say('Their requesters belong to different organizations: from now on both read what is answered.'))
      .waitFor();
    await look(`merge-${language}`);
    await dialog()
      .getByRole('button', { name: say('Merge #{from} into #{into}', { from, into }) })
      .click();
    await page.waitForURL(new RegExp(`/tickets/${into}`));
    await page.getByRole('log').getByText('Still dead.').waitFor();
    await page.getByText(say('from #{number}', { number: from }), { exact: true }).waitFor();
    await look(`took-in-${language}`);

    await page.goto(`/tickets/${from}?view=all-active`);
    const moved = { number: into, subject: subject('The till is dead') };
    await page.getByText(say('All that was said here is in #{number} {subject} now.', moved)).waitFor();
    await look(`merged-${language}`);
    await page.getByRole('link', { name: say('Open #{number}', { number: into }) }).click();
    await press(say('Undo the merge'));
    await toast(page, say('The merge was undone'));
    await page.getByRole('log').getByText('Still dead.').waitFor({ state: 'detached' });
    expect((await desk.as(who.key).get(`/api/tickets/${from}`)).body.ticket).toMatchObject({ mergedInto: null });
  });
});
