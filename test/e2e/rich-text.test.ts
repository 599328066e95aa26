import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import {
  accessibilityFaults,
  editorIn,
  expectQuiet,
  openScreen,
  photograph,
  type Screen,
  sidewaysScroll,
  written,
} from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: 'ana', 'pt-BR': 'bruno' } as const;
const sit = async (language: keyof typeof people = 'en'): Promise<Screen> => {
  await desk.db
    .updateTable('agents')
    .set({ locale: language })
    .where('id', '=', desk.world.agents[people[language]].id)
    .execute();
  return openScreen(browser, { desk, as: people[language] });
};
const openTicket = async ({ page }: Screen, subject: string): Promise<{ number: number; box: Locator }> => {
  const number = await addTicket(desk, { subject, name: 'Mary Kline' });
  await page.goto(`/tickets/${number}`);
  return { number, box: await editorIn(page) };
};
const said = async (number: number) => {
  const rows = await desk.db
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .select(['messages.text', 'messages.html', 'messages.kind'])
    .where('number', '=', number)
    .where('messages.kind', 'in', ['reply', 'note'])
    .orderBy('messages.id')
    .execute();
  return rows.slice(1);
};
describe.each(['en', 'pt-BR'] as const)('in %s', (language) => {
  test('a reply is formatted, corrected and sent by keyboard alone', async () => {
    const say = sayIn(language);
    const screen = await sit(language);
    const { page } = screen;
    const { number, box } = await openTicket(screen, `By keyboard ${language}`);
    await page.keyboard.press('r');
    await page.keyboard.type('Hi, **Mary**! Do this:\n- turn it off\nwait\n');
    await page.keyboard.press('Enter');
    await page.keyboard.type('> it beeps');
    expect(await box.locator('strong').textContent()).toBe('Mary');
    expect(await box.locator('ul li').allTextContents()).toEqual(['turn it off', 'wait']);
    expect(await box.locator('blockquote').textContent()).toBe('it beeps');

    await page.keyboard.press('Tab');
    const bar = page.getByRole('toolbar', { name: say('Formatting') });
    const quotation = bar.getByRole('button', { name: say('Quotation') });
    expect(await quotation.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe(say('Italic'));
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('textbox');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await photograph(page, `rich-reply-${language}`);
    expect(await accessibilityFaults(screen)).toEqual([]);

    await page.keyboard.press('Control+Enter');
    const frame = page.frameLocator('iframe').last();
    await frame.getByText('Mary').waitFor();
    await expect.poll(() => written(box)).toBe('');
    expect(await said(number)).toEqual([
      {
        kind: 'reply',
        text: expect.stringContaining('Mary'),
        html: '<p>Hi, <strong>Mary</strong>! Do this:</p><ul><li>turn it off</li><li>wait</li></ul><blockquote><p>it beeps</p></blockquote>',
      },
    ]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: say('Internal note, only your team sees this') }).waitFor();
    await photograph(page, `rich-thread-${language}`);
    expectQuiet(screen);
    await screen.context.close();
  });
});
