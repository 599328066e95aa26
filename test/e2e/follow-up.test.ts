import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Rafael Costa').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: 'ana', 'pt-BR': 'rafael' } as const;
const words = {
  en: {
    button: /^Open a follow-up/,
    ask: 'What they ask',
    open: 'Open ticket',
    back: 'Followed up by',
    on: 'Follows up',
  },
  'pt-BR': {
    button: /^Abrir acompanhamento/,
    ask: 'O que o cliente pede',
    open: 'Abrir ticket',
    back: 'Acompanhado por',
    on: 'Acompanha',
  },
};

test.each(['en', 'pt-BR'] as const)('a closed ticket is carried on in a new one, by key (%s)', async (language) => {
  const say = words[language];
  const number = await addTicket(desk, { subject: 'O forno parou', team: 'support' });
  await desk.as('olivia', 'token').patch(`/api/tickets/${number}`, { version: 1, status: 'closed' });
  const screen = await openScreen(browser, { desk, as: people[language] });
  const { page } = screen;
  await page.goto(`/tickets/${number}?view=all-active`);
  await page.getByRole('button', { name: say.button }).waitFor();
  await photograph(page, `follow-up-closed-${language}`);
  await page.keyboard.press('Shift+F');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say.ask).fill('Parou de novo.');
  expect(await dialog.getByRole('textbox').first().inputValue()).toBe('O forno parou');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, `follow-up-dialog-${language}`);
  await dialog.getByRole('button', { name: say.open }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${number}`));
  await page.getByRole('log').getByText('Parou de novo.').waitFor();
  await page.getByText(say.on, { exact: true }).first().waitFor();
  await photograph(page, `follow-up-new-${language}`);
  await page.goto(`/tickets/${number}?view=all-active`);
  await page.getByText(say.back, { exact: true }).first().waitFor();
  expectQuiet(screen);
  await page.close();
});
