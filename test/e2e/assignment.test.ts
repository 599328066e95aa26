import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentName } from '../world.ts';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
const screens: Screen[] = [];
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
  // Tests run at any hour.
  const { businessHours } = (await admin().get('/api/business-hours')).body;
  const week = Array.from({ length: 7 }, () => [[0, 1440]]);
  await admin().patch(`/api/business-hours/${businessHours[0].id}`, { week });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admin = () => desk.as('olivia', 'token');
const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;
const seat = async (as: AgentName): Promise<Page> => {
  const screen = await openScreen(browser, { desk, as });
  screens.push(screen);
  return screen.page;
};
const limitsOf = async (name: string) =>
  (await admin().get('/api/agent-limits')).body.limits.find(
    ({ agent }: { agent: { name: string } }) => agent.name === name,
  );
const faultless = async () => expect(await accessibilityFaults(screens.at(-1) as Screen)).toEqual([]);

/** Presses two keys, again where a busy machine took longer than a chord may last or the page was not listening yet. */
async function chord(page: Page, keys: [string, string], done: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    for (const key of keys) await page.keyboard.press(key);
    const isDone = await done.waitFor({ timeout: 4_000 }).then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
  throw new Error(`${keys.join(' ')} did nothing`);
}

async function row(page: Page, name: string) {
  const found = page.getByRole('row').filter({ hasText: name });
  await found.waitFor();
  return found;
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin says how a team gives out tickets, what an agent can take, and who knows what',
  async (language: Language) => {
    const say = sayIn(language);
    const page = await seat(admins[language]);
    const save = async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: say('Save') }).click();
      await dialog.waitFor({ state: 'detached' });
    };

    await page.goto('/admin/assignment');
    await (await row(page, 'Billing')).getByRole('button').click();
    await page.getByRole('radio', { name: say('By turns') }).check({ force: true });
    await page.getByLabel(say('when its agent is gone for, in minutes')).fill('20');
    await faultless();
    await photograph(page, `assignment-form-${language}`);
    await save();
    await (await row(page, 'Billing')).getByText(say('By turns')).waitFor();
    await page.getByText(say('gone for {minutes} min', { minutes: 20 })).waitFor();

    await photograph(page, `assignment-${language}`);
    await page.goto('/admin/availability');
    await (await row(page, 'Bruno Dias')).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('Holds at most, in all')).fill(language === 'en' ? '4.5' : '4,5');
    await dialog.getByText(say('Works by the business hours of the team')).click();
    await dialog.getByRole('button', { name: say('Add leave') }).click();
    await dialog.getByLabel(say('First day')).last().fill('2027-01-04');
    await dialog.getByLabel(say('Last day')).last().fill('2027-01-15');
    await faultless();
    await photograph(page, `availability-form-${language}`);
    await save();
    await photograph(page, `availability-${language}`);
    expect(await limitsOf('Bruno Dias')).toMatchObject({
      cap: 4.5,
      absences: [{ from: '2027-01-04', to: '2027-01-15' }],
      week: [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []],
    });
    await admin().patch(`/api/agents/${desk.world.agents.bruno.uuid}/limits`, { absences: [], week: null });

    await page.goto('/admin/skills');
    await page.getByRole('button', { name: say('New skill') }).click();
    const name = `Taxes ${language}`;
    await page.getByLabel(say('Name in English')).fill(name);
    await page.getByRole('button', { name: say('Add a rule') }).click();
    await faultless();
    await photograph(page, `skill-form-${language}`);
    await save();
    await page.getByRole('heading', { name }).waitFor();
    await page.getByLabel(say('Level of {name} in {skill}', { skill: name, name: 'Bruno Dias' })).selectOption('4');
    await expect.poll(async () => Object.values((await limitsOf('Bruno Dias')).skills)).toContain(4);
    await page.getByText(language === 'en' ? '1 agent has it' : '1 agente a tem').waitFor();
    await faultless();
    await photograph(page, `skills-${language}`);
    await page.getByRole('button', { name: say('Remove {name}', { name }) }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: say('Remove'), exact: true })
      .click();
    await page.getByRole('heading', { name, exact: true }).waitFor({ state: 'detached' });
  },
);

const agents = {
  en: { key: 'ana', name: 'Ana Lima', team: 'support' },
  'pt-BR': { key: 'rafael', name: 'Rafael Costa', team: 'billing' },
} as const;

describe.each(['en', 'pt-BR'] as const)('in %s', (language) => {
  const say = sayIn(language);
  const { key, name, team } = agents[language];
  const url = () => `/api/teams/${desk.world.teams[team].uuid}/assignment`;
  const rules = { prefersPreviousAgent: false, absentMinutes: null, silentMinutes: null, returnsAnswered: false };
  const subject = (english: string) => `${english} (${language})`;
  let page: Page;
  beforeAll(async () => {
    await desk.db.updateTable('agents').set({ locale: language }).where('name', '=', name).execute();
    page = await seat(key);
  });

  test('a ticket that comes is given to who is there, and says why; who turns away gets none', async () => {
    await admin().put(url(), { ...rules, method: 'least_loaded' });
    await page.goto('/tickets');
    await expect.poll(async () => (await limitsOf(name)).isOnline).toBe(true);

    const number = await addTicket(desk, { subject: subject('The oven stopped'), team });
    await page.goto(`/tickets/${number}`);
    await page.getByText(say('chosen by the desk')).waitFor();
    const panel = page.getByRole('region', { name: say('Customer and ticket') });
    await panel.getByRole('button', { name: say('why?') }).click();
    const why = page.getByRole('dialog', { name: say('Why?') });
    await why.getByText(say('They held the least of those who are there and have room.')).waitFor();
    await why
      .getByRole('row')
      .filter({ hasText: language === 'en' ? 'Rafael Costa' : 'Bruno Dias' })
      .getByText(say('offline'))
      .waitFor();
    await faultless();
    await photograph(page, `assignee-why-${language}`);
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });

    await chord(page, ['g', 'a'], page.getByText(say('You are away: no ticket is given to you')).first());
    const second = await addTicket(desk, { subject: subject('The fridge too'), team });
    await page.goto(`/tickets/${second}`);
    await page.getByText(say('nobody can take it now')).waitFor();
    await faultless();
    await page.getByRole('button', { name: say('My account, {name}', { name }) }).click();
    await page.getByRole('menuitem', { name: new RegExp(say('I am back')) }).click();
    await page.getByText(say('chosen by the desk')).waitFor();
    await admin().put(url(), { ...rules, method: 'manual' });
  });

  test('the next ticket is one key away, and where there is none the desk says so calmly', async () => {
    const waiting = subject('A refund');
    const number = await addTicket(desk, { subject: waiting, team, priority: 'high' });
    await page.goto('/tickets');
    await page.getByRole('button', { name: say('Take next') }).waitFor();
    await chord(page, ['g', 'n'], page.getByRole('heading', { name: waiting }));
    expect(new URL(page.url()).pathname).toBe(`/tickets/${number}`);
    await page.getByRole('button', { name: say('Take next') }).click();
    await page.getByText(say('No ticket waits for you. Well done.')).first().waitFor();
  });
});

test('nothing was thrown, and nothing was logged', () => {
  for (const screen of screens) expectQuiet(screen);
});
