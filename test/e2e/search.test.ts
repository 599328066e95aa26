import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, sidewaysScroll } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  await desk.db.updateTable('agents').set({ locale: 'pt-BR' }).where('name', '=', 'Adão Reis').execute();
  for (const [subject, order] of [
    ['The first delivery', 'ZX-900'],
    ['The second delivery', 'ZX-901'],
  ]) {
    const requester = { email: 'mary@northwind.example' };
    const body = { subject, requester, message: { text: 'It is late.' }, fields: { order_number: order } };
    expect((await desk.as('olivia', 'token').post('/api/tickets', body)).status).toBe(201);
  }
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const people = { en: 'olivia', 'pt-BR': 'adao' } as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: a field is chosen or typed, stands below the box as what it asks, and is taken out by a press',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: people[language] });
    const { page } = screen;
    const label = (await desk.as('olivia', 'token').get('/api/fields')).body.fields.find(
      ({ key }: { key: string }) => key === 'order_number',
    ).label;
    await page.goto('/search');
    const box = page.getByRole('searchbox');
    await page.getByRole('button', { name: new RegExp(say('Search in a field')) }).click();
    await page.getByRole('option', { name: label[language] ?? label.en }).click();
    const key = language === 'en' ? 'field:order_number:' : 'campo:order_number:';
    expect(await box.inputValue()).toBe(key);
    await expect.poll(() => box.evaluate((input) => input === document.activeElement)).toBe(true);
    const asked = page.getByRole('list', { name: say('Fields searched') });
    await asked.getByText(key).waitFor();

    await page.keyboard.type('ZX-900 late');
    const found = page.getByRole('list', { name: say('Tickets found') });
    await found.getByText('The first delivery').waitFor();
    await found.getByText('The second delivery').waitFor({ state: 'detached' });
    await asked.getByText(`${label[language] ?? label.en} ${say('contains')} ZX-900`).waitFor();
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await photograph(page, `search-fields-${language}`);

    await asked.getByRole('button').click();
    expect(await box.inputValue()).toBe('late');
    await found.getByText('The second delivery').waitFor();
    await asked.waitFor({ state: 'detached' });

    await box.fill('late -field:order_number:ZX-900');
    await asked.getByText(say('does not contain')).waitFor();
    await found.getByText('The first delivery').waitFor({ state: 'detached' });
    expectQuiet(screen);
  },
);

test.each(['en', 'pt-BR'] as const)(
  'in %s: the box takes whatever a condition says, in the words of the language',
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: people[language] });
    const { page } = screen;
    await page.goto('/search');
    const asked = page.getByRole('list', { name: say('Fields searched') });
    const found = page.getByRole('list', { name: say('Tickets found') });
    const text = {
      en: 'late status:new -priority:low email:mary created<2d',
      'pt-BR': 'late situação:novo -prioridade:baixa email:mary criado<2d',
    };
    await page.getByRole('searchbox').fill(text[language]);
    await found.getByText('The first delivery').waitFor();
    expect(await asked.getByRole('listitem').count()).toBe(4);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await photograph(page, `search-asked-${language}`);
    await page.getByRole('searchbox').fill(text[language].replace('-', ''));
    await found.getByText('The first delivery').waitFor({ state: 'detached' });
    expectQuiet(screen);
  },
);
