import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph } from './screen.ts';

/** Whatever can be done from a page is found by a few letters of its name, also while somebody writes. */
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
  'in %s: commands, pages and tickets are reached by their names',
  async (language) => {
    const say = sayIn(language);
    const number = await addTicket(desk, { subject: `Found by number ${language}` });
    const screen = await openScreen(browser, { desk, as: admins[language] });
    const { page } = screen;
    await page.goto(`/tickets/${number}`);
    await page.getByRole('heading', { name: `Found by number ${language}` }).waitFor();
    const palette = page.getByRole('dialog', { name: say('Do something') });
    const field = palette.getByRole('searchbox');
    const find = async (words: string) => {
      await page.keyboard.press('Control+k');
      await field.waitFor();
      await page.keyboard.type(words);
    };
    /** What Enter does is marked before it is pressed. */
    const takeFirst = async (name: string) => {
      await palette.locator('[role=option][data-focused]', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
      await palette.waitFor({ state: 'detached' });
    };
    const write = async (words: string) => {
      await page.locator('[role=textbox]:focus, textarea:focus').waitFor();
      await page.keyboard.type(words);
    };

    // The command of the page that is open: the composer has the focus, and what is typed stands there.
    await find(say('Internal note').toLowerCase());
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `palette-${language}`);
    await takeFirst(say('Internal note'));
    await write('k is a letter here');
    await page.getByText('k is a letter here').waitFor();

    // From the middle of a sentence, and back to it.
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
    await write(', and here');
    await page.getByText('k is a letter here, and here').waitFor();

    const teams = say('Settings: {page}', { page: say('Teams') });
    await find(teams.toLowerCase());
    await takeFirst(teams);
    await page.getByRole('heading', { name: say('Teams'), level: 1 }).waitFor();

    await find(`#${number}`);
    await takeFirst(say('Open ticket #{number}', { number }));
    await page.getByRole('heading', { name: `Found by number ${language}` }).waitFor();

    await find('Found by');
    await palette.getByRole('option', { name: /Found by/ }).click();
    await page.waitForURL(/\/search\?q=/);
    expectQuiet(screen);
    await screen.context.close();
  },
);
