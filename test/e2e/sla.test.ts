import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, type Screen } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
const screens: Screen[] = [];
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;
const seat = async (language: Language): Promise<Page> => {
  const screen = await openScreen(browser, { desk, as: admins[language] });
  screens.push(screen);
  return screen.page;
};

const alwaysOpen = Array.from({ length: 7 }, () => [[0, 1440]]);
const admin = () => desk.as('olivia', 'token');

async function defaultHours(): Promise<{ id: string; week: number[][][] }> {
  const { businessHours } = (await admin().get('/api/business-hours')).body;
  return businessHours.find((hours: { isDefault: boolean }) => hours.isDefault);
}

async function firstReplyDue(number: number): Promise<string> {
  const { sla } = (await admin().get(`/api/tickets/${number}/sla`)).body;
  return sla.clocks.find(({ metric }: { metric: string }) => metric === 'first_reply').dueAt;
}

/** As the screen names an instant; its people live in São Paulo. */
function named(instant: string, language: Language): string {
  const [at, zone] = [new Date(instant), { timeZone: 'America/Sao_Paulo' }];
  const day = at
    .toLocaleDateString(language, { weekday: 'short', day: 'numeric', month: 'short', ...zone })
    .replace(' de ', ' ')
    .replaceAll('.', '');
  return `${day}, ${at.toLocaleTimeString(language, { timeStyle: 'short', ...zone })}`.replace(/\s/g, ' ');
}

test.each(['en', 'pt-BR'] as const)(
  'in %s: other business hours move the due time, and the ticket says why',
  async (language) => {
    const say = sayIn(language);
    const hours = await defaultHours();
    await admin().patch(`/api/business-hours/${hours.id}`, { week: alwaysOpen });
    const number = await addTicket(desk, { subject: `The oven stopped (${language})` });
    const before = await firstReplyDue(number);

    const page = await seat(language);
    await page.goto('/admin/business-hours');
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    const dialog = page.getByRole('dialog');
    const weekday = (day: number) => dialog.getByRole('listitem').nth(day);
    const make = async (day: number, kind: string) => {
      await weekday(day)
        .getByRole('button', { name: say('all day') })
        .click();
      await page.getByRole('option', { name: say(kind), exact: true }).click();
    };
    await make(0, 'open');
    await weekday(0).locator('input').nth(1).fill('10:00');
    await weekday(0)
      .getByRole('button', { name: say('Copy to weekdays') })
      .click();
    await make(5, 'closed');
    await make(6, 'closed');
    await dialog.getByRole('button', { name: say('Save'), exact: true }).click();
    await dialog.getByRole('status', { name: say('What would move') }).waitFor();
    await dialog.getByRole('button', { name: say('Save and move them') }).click();
    await dialog.waitFor({ state: 'detached' });
    const anHourADay = Array.from({ length: 7 }, (_, day) => (day < 5 ? [[540, 600]] : []));
    expect((await defaultHours()).week).toEqual(anHourADay);

    const after = await firstReplyDue(number);
    expect(new Date(after).getTime()).toBeGreaterThan(new Date(before).getTime());
    await page.goto(`/tickets/${number}?view=all-active`);
    const moved = say('Due at another time: promises or business hours were changed');
    await page.getByRole('log').getByText(moved).first().waitFor();
    await page
      .getByText(say('due {when}', { when: named(after, language) }))
      .first()
      .waitFor();
    await page.getByRole('button', { name: say('Why then?') }).click();
    const why = page.getByRole('dialog', { name: say('Why then?') });
    await why.getByText('Standard').waitFor();
    const target = say('{length} of business hours', { length: '8 h' });
    const sentence = say('started: {target}; due {when}', { target, when: named(after, language) });
    await why
      .getByRole('listitem')
      .filter({ hasText: say('First reply') })
      .getByText(sentence)
      .waitFor();
  },
);

test.each(['en', 'pt-BR'] as const)(
  'in %s: the holidays of São Paulo are chosen, what they would move is shown before, and the ticket draws why',
  async (language) => {
    const say = sayIn(language);
    const hours = await defaultHours();
    const url = `/api/business-hours/${hours.id}`;
    await admin().patch(url, { week: alwaysOpen, sources: [], holidays: [] });
    await desk.settle();
    const number = await addTicket(desk, { subject: `The mixer stopped (${language})` });
    await desk.settle();

    const page = await seat(language);
    await page.goto('/admin/business-hours');
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    const dialog = page.getByRole('dialog');
    const press = (english: string) => dialog.getByRole('button', { name: say(english), exact: true }).click();
    await press('Holidays of a country');
    await dialog
      .getByLabel(say('Country'))
      .first()
      .fill(language === 'en' ? 'Brazil' : 'Brasil');
    await page.getByRole('option', { name: language === 'en' ? 'Brazil' : 'Brasil', exact: true }).click();
    await dialog.getByLabel(say('State or region')).first().fill('São Paulo');
    await page.getByRole('option', { name: 'São Paulo', exact: true }).click();
    await press('Read the days');
    const days = dialog.getByRole('list', { name: /São Paulo/ });
    const carnival = days
      .getByRole('listitem')
      .filter({ hasText: /Carnaval|Carnival/ })
      .last();
    await carnival.getByRole('button').first().click();
    await page.getByRole('option', { name: say('closed'), exact: true }).click();
    expect(await accessibilityFaults(screens.at(-1) as Screen)).toEqual([]);

    await press('Calendar file');
    const today = new Date().toISOString().slice(0, 10);
    const file = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'SUMMARY:Inventory',
      `DTSTART;VALUE=DATE:${today.replaceAll('-', '')}`,
    ];
    await dialog
      .getByLabel(say('Or paste its text'))
      .fill([...file, 'DURATION:P2D', 'END:VEVENT', 'END:VCALENDAR'].join('\n'));
    await press('Read the days');
    await dialog
      .getByRole('button', { name: say('Remove {name}', { name: 'Inventory' }) })
      .first()
      .waitFor();

    await press('Save');
    const moves = dialog.getByRole('status', { name: say('What would move') });
    await moves.getByText(`The mixer stopped (${language})`).waitFor();
    expect((await defaultHours()).week).toEqual(alwaysOpen);
    expect(await accessibilityFaults(screens.at(-1) as Screen)).toEqual([]);
    const before = await firstReplyDue(number);
    await press('Save and move them');
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByText(/São Paulo/)
      .first()
      .waitFor();
    await desk.settle();
    expect(new Date(await firstReplyDue(number)).getTime()).toBeGreaterThan(new Date(before).getTime());

    await page.goto(`/tickets/${number}?view=all-active`);
    await page.getByRole('button', { name: say('Why then?') }).click();
    const why = page.getByRole('dialog', { name: say('Why then?') });
    await why.getByTestId('timeline').waitFor();
    await why.getByText(/8 h/).first().waitFor();
    expect(await accessibilityFaults(screens.at(-1) as Screen)).toEqual([]);
    await admin().patch(url, { sources: [], holidays: [] });
  },
);

test('a team gets hours of its own, with a lunch break, a zone and a short Christmas Eve; the default ones stay', async () => {
  const page = await seat('en');
  await page.goto('/admin/business-hours');
  await page.getByRole('button', { name: 'New business hours' }).click();
  const dialog = page.getByRole('dialog', { name: 'New business hours' });
  await dialog.getByLabel('Name', { exact: true }).fill('Manaus');
  await dialog.getByLabel('Time zone').first().fill('Manaus');
  await page.getByRole('option', { name: 'America/Manaus' }).click();
  const times = dialog.getByRole('listitem').first().locator('input');
  await times.nth(1).fill('12:00');
  await dialog.getByRole('button', { name: 'Add hours: Monday' }).click();
  await times.nth(2).fill('18:00');
  await dialog.getByText('It ends before it begins.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await times.nth(2).fill('13:00');
  await dialog.getByRole('button', { name: 'Add a holiday' }).click();
  await dialog.getByLabel('Date').fill('2026-12-24');
  await dialog.getByLabel('Name of the holiday').fill('Christmas Eve');
  await dialog.getByRole('button', { name: 'Christmas Eve: closed' }).click();
  await page.getByRole('option', { name: 'open', exact: true }).click();
  await dialog.getByLabel('Christmas Eve: closes at').fill('12:00');
  await dialog.getByText('Billing', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Manaus/ });
  await row.getByText('America/Manaus · 1 holiday').waitFor();
  await row.getByText('Billing').waitFor();
  const { businessHours } = (await admin().get('/api/business-hours')).body;
  const made = businessHours.find(({ name }: { name: string }) => name === 'Manaus');
  expect(made).toMatchObject({
    timeZone: 'America/Manaus',
    holidays: [{ date: '2026-12-24', name: 'Christmas Eve', hours: [[540, 720]] }],
  });
  expect(made.week[0]).toEqual([
    [540, 720],
    [780, 1020],
  ]);

  await row.getByRole('button', { name: 'Remove Manaus' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Everybody who has no others/ }).waitFor();
  expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
});

test('a policy is built without typing JSON, asked before the others, and told to the audit', async () => {
  const page = await seat('en');
  await page.goto('/admin/sla');
  await page.getByRole('button', { name: 'New policy' }).click();
  const dialog = page.getByRole('dialog', { name: 'New policy' });
  const choose = async (label: string, option: string, at = 0) => {
    await dialog
      .getByRole('button', { name: new RegExp(`${label}$`) })
      .nth(at)
      .click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await dialog.getByLabel('Name', { exact: true }).fill('VIP');
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await choose('Comparison', 'is one of');
  await choose('Values', 'High');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Add a group' }).click();
  await choose('Field', 'Tags', 1);
  await dialog.getByLabel('Values, separated by commas').fill('vip, gold');
  await dialog.getByLabel('First reply, High: minutes').fill('30');
  await choose('First reply, High: which hours count.*', 'all hours');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Priority is one of Critical, High and Tags has any of vip, gold').waitFor();
  await page.getByRole('button', { name: 'Move VIP up' }).click();
  await expect
    .poll(async () => (await admin().get('/api/sla-policies')).body.policies.map(({ name }: { name: string }) => name))
    .toEqual(['VIP', 'Standard']);
  const [made] = (await admin().get('/api/sla-policies')).body.policies;
  expect(made).toMatchObject({
    condition: {
      all: [
        { field: 'priority', op: 'any_of', value: ['critical', 'high'] },
        { all: [{ field: 'tags', op: 'has_any', value: ['vip', 'gold'] }] },
      ],
    },
    targets: { first_reply: { high: { minutes: 30, hours: 'calendar' } } },
  });

  await page.getByRole('button', { name: 'Remove VIP' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Priority is one of').waitFor({ state: 'detached' });
  await page.goto('/admin/audit');
  for (const act of ['SLA policy added', 'Order of the SLA policies changed', 'SLA policy removed']) {
    await page
      .getByRole('row', { name: new RegExp(act) })
      .first()
      .waitFor();
  }
  for (const screen of screens) expectQuiet(screen);
});
