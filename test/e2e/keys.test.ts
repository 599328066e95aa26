import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph } from './screen.ts';

/** An agent gives commands the keys they like: the keyboard, the buttons and every other device know it. */
let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Bruno Dias').execute();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const agents = { en: 'ana', 'pt-BR': 'bruno' } as const;

test.each(['en', 'pt-BR'] as const)('in %s: another key for a command', async (language) => {
  const say = sayIn(language);
  const number = await addTicket(desk, { subject: `Solved by another key ${language}` });
  const screen = await openScreen(browser, { desk, as: agents[language] });
  const { page } = screen;
  await page.goto(`/tickets/${number}`);
  const solve = page.getByRole('button', { name: say('Solve'), exact: true });
  await solve.filter({ hasText: 'E' }).waitFor();
  const dialog = page.getByRole('dialog', { name: say('Keys') });
  const row = dialog.getByRole('listitem').filter({ hasText: say('Solve the ticket') });
  const catcher = dialog.getByRole('textbox', {
    name: say('New key for “{command}”', { command: say('Solve the ticket') }),
  });
  const keyButton = (keys: string) =>
    row.getByRole('button', {
      name: say('“{command}”: {keys}. Choose another key', { command: say('Solve the ticket'), keys }),
    });

  // By the keyboard alone: what another command has is refused with its name, what is free is kept.
  await page.keyboard.press('Shift+?');
  await keyButton('E').press('Enter');
  await catcher.waitFor();
  await page.keyboard.press('j');
  await row.getByText(say('“{command}” has it already.', { command: say('Next ticket') })).waitFor();
  await page.keyboard.press('Enter');
  await catcher.waitFor();
  await page.keyboard.press('y');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, `keys-chosen-${language}`);
  await page.keyboard.press('Enter');
  await keyButton('Y').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // The button says so, also on the next device; the old key does nothing, the new one solves.
  await solve.filter({ hasText: 'Y' }).waitFor();
  const elsewhere = await openScreen(browser, { desk, as: agents[language] });
  await elsewhere.page.goto(`/tickets/${number}`);
  await elsewhere.page
    .getByRole('button', { name: say('Solve'), exact: true })
    .filter({ hasText: 'Y' })
    .waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('y');
  await solve.waitFor({ state: 'detached' });

  await page.keyboard.press('Shift+?');
  await row
    .getByRole('button', { name: say('The usual key for “{command}”', { command: say('Solve the ticket') }) })
    .click();
  await keyButton('E').waitFor();
  expectQuiet(screen);
});
