import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph } from './screen.ts';

/** What a fresh desk does by itself is explained where an admin looks for it, and can be opened and switched off there. */
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
const explained = {
  en: [
    [
      'triggers',
      'Confirm new tickets',
      /When a ticket is opened: send the confirmation, where the inbox confirms new tickets/,
    ],
    [
      'automations',
      'Critical and with nobody',
      /longer ago than 10 min: notify the team of the ticket, or the admins/i,
    ],
    ['automations', 'Close solved tickets', /longer ago than 4 days/],
  ],
  'pt-BR': [
    ['triggers', 'Confirmar novos tickets', /confirma/],
    [
      'automations',
      'Crítico e sem responsável',
      /há mais de 10 min: avisar a equipe do ticket, ou os administradores/i,
    ],
    ['automations', 'Fechar tickets resolvidos', /há mais de 4 dias/],
  ],
} as const;

test.each(['en', 'pt-BR'] as const)(
  'in %s: each default says in words what it does, and opens as a form',
  { timeout: 240_000 },
  async (language) => {
    const say = sayIn(language);
    const screen = await openScreen(browser, { desk, as: admins[language] });
    const { page } = screen;
    for (const [place, name, words] of explained[language]) {
      await page.goto(`/admin/${place}`);
      const row = page.getByRole('listitem').filter({ hasText: name });
      await expect.poll(() => row.textContent(), { timeout: 20_000 }).toMatch(words);
      expect(await row.getByRole('checkbox').isChecked()).toBe(true);
      await opens(page, row.getByRole('button', { name: say('Edit {name}', { name }) }));
      if (place === 'automations' && words.source.includes('10 min')) {
        const dialog = page.getByRole('dialog');
        expect(await dialog.getByLabel(say('How long')).inputValue()).toBe('10');
        await photograph(page, `defaults-alert-${language}`);
        expect(await accessibilityFaults(screen)).toEqual([]);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    for (const [place, name] of [
      ['sla', 'Standard'],
      ['business-hours', 'Business hours'],
    ] as const) {
      await page.goto(`/admin/${place}`);
      await page.getByRole('main').getByText(name, { exact: true }).last().waitFor();
      await photograph(page, `defaults-${place}-${language}`);
    }
    expectQuiet(screen);
  },
);

async function opens(page: Page, button: ReturnType<Page['getByRole']>): Promise<void> {
  await button.click();
  await page.getByRole('dialog').getByRole('textbox').first().waitFor();
}
