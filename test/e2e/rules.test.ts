import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { type Language, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const admins = { en: 'olivia', 'pt-BR': 'adao' } as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: an admin makes a trigger and an automation, a mail comes, and the ticket says what ran and why',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language] });
    const { page } = screen;

    await page.goto('/admin/triggers');
    await begin(page, say('New trigger'), `Ovens (${language})`);
    await addQuestion(page, language, { field: 'Subject', value: `Forno ${language}` });
    await addAction(page, language, 'set_priority');
    await choose(page, say('Priority'), say('Critical'));
    await photograph(page, `rules-trigger-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await save(page, language);
    const row = page.getByRole('listitem').filter({ hasText: `Ovens (${language})` });
    expect((await row.textContent()) ?? '').toContain(say('Critical'));

    await page.goto('/admin/automations');
    await page.getByRole('listitem').nth(1).waitFor();
    await photograph(page, `rules-automations-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await begin(page, say('New automation'), `Old (${language})`);
    await addQuestion(page, language, { field: 'Subject', value: `Forno ${language}` });
    await addAction(page, language, 'add_tags');
    await page.getByRole('dialog').getByLabel(say('Tags'), { exact: true }).fill('antigo');
    await save(page, language);

    await sendMail(desk.mailPort, {
      from: 'carla@padariacentral.example',
      subject: `Forno ${language} parou`,
      text: 'Socorro!',
    });
    const number = await numberOf(`Forno ${language} parou`);
    await expect.poll(() => tagsOf(number), { timeout: 20_000 }).toEqual(['antigo']);

    await page.goto(`/tickets/${number}`);
    const told = page.getByText(say('Priority: {priority}', { priority: say('Critical') })).locator('../..');
    await told.getByRole('button', { name: say('why?') }).click();
    const why = page.getByRole('dialog', { name: say('Why?') });
    await why.getByText(`Ovens (${language})`).waitFor();
    await why.getByText(`Old (${language})`).waitFor();
    expect((await why.textContent()) ?? '').toContain(`Forno ${language} parou`);
    await photograph(page, `rules-why-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say('Rules on this ticket') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Ovens (${language})`).waitFor();
    await dialog.getByText(`Old (${language})`).waitFor();
    expect((await dialog.textContent()) ?? '').toContain(`Forno ${language} parou`);
    await photograph(page, `rules-trace-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expectQuiet(screen);
  },
);

async function begin(page: Page, button: string, name: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill(name);
}

async function save(page: Page, language: Language): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: sayIn(language)('Save'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function addQuestion(page: Page, language: Language, asked: { field: string; value: string }): Promise<void> {
  const say = sayIn(language);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('Add a condition'), exact: true }).click();
  await dialog
    .getByRole('button', { name: say('Field') })
    .last()
    .click();
  await page.getByRole('option', { name: say(asked.field), exact: true }).click();
  await dialog
    .getByRole('textbox', { name: say('Value') })
    .last()
    .fill(asked.value);
}

async function addAction(page: Page, language: Language, id: string): Promise<void> {
  const { actions } = (await desk.as('olivia', 'token').get('/api/automation/actions')).body;
  const { label } = actions.find((action: { id: string }) => action.id === id);
  await page.getByRole('button', { name: sayIn(language)('Add an action') }).click();
  await page.getByRole('menuitem', { name: label[language], exact: true }).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`${label}$`) })
    .last()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function numberOf(subject: string): Promise<number> {
  const found = () => desk.db.selectFrom('tickets').select('number').where('subject', '=', subject).executeTakeFirst();
  await expect.poll(found, { timeout: 20_000 }).toBeDefined();
  return (await found())?.number ?? 0;
}

async function tagsOf(number: number): Promise<string[]> {
  return (await desk.as('olivia', 'token').get(`/api/tickets/${number}`)).body.ticket.tags;
}
