import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, customerWrites, type OpenDesk, openDesk } from './desk.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen, toast } from './screen.ts';

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
    menu: 'More to do with this message',
    entry: 'Split into a new ticket from here…',
    goes: '2 messages go, 1 stays.',
    only: 'This message only',
    subject: 'Subject of the new ticket',
    split: 'Split',
    from: 'Split off from another ticket with 2 messages',
    into: '2 messages split off into a new ticket',
    undo: 'Undo the split',
    undone: 'The split was undone',
    back: 'came back here: the split was undone',
  },
  'pt-BR': {
    menu: 'Mais ações com esta mensagem',
    entry: 'Dividir em um novo ticket a partir daqui…',
    goes: '2 mensagens vão, 1 fica.',
    only: 'Só esta mensagem',
    subject: 'Assunto do novo ticket',
    split: 'Dividir',
    from: 'Separado de outro ticket com 2 mensagens',
    into: '2 mensagens separadas em um novo ticket',
    undo: 'Desfazer a divisão',
    undone: 'A divisão foi desfeita',
    back: 'voltou para cá: a divisão foi desfeita',
  },
};

async function look(screen: Screen, name: string): Promise<void> {
  expectQuiet(screen);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(screen.page, `split-${name}`);
}

const log = (page: Page) => page.getByRole('log');

test.each(['en', 'pt-BR'] as const)(
  'two matters become two tickets from the menu of a message, and one again (%s)',
  async (language) => {
    const say = words[language];
    const number = await addTicket(desk, { subject: 'O forno parou', text: 'O forno parou.', team: 'support' });
    await customerWrites(desk, number, 'E o boleto de maio?');
    await customerWrites(desk, number, 'Vence amanhã.');
    const screen = await openScreen(browser, { desk, as: people[language] });
    const { page } = screen;
    await page.goto(`/tickets/${number}?view=all-active`);
    const message = log(page).getByRole('article').filter({ hasText: 'E o boleto de maio?' });
    await message.getByRole('button', { name: say.menu }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: say.entry }).waitFor();
    await look(screen, `menu-${language}`);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say.goes).waitFor();
    await dialog.getByLabel(say.subject).fill('Boleto de maio');
    await look(screen, `dialog-${language}`);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith(`/${number}`));
    await log(page).getByText(say.from).waitFor();
    await log(page).getByText('Vence amanhã.').waitFor();
    await log(page).getByText('O forno parou.').waitFor({ state: 'detached' });
    await look(screen, `made-${language}`);

    await log(page)
      .getByRole('link', { name: `#${number}` })
      .click();
    await log(page).getByText(say.into).waitFor();
    await look(screen, `left-${language}`);
    await page.getByRole('button', { name: say.undo }).click();
    await toast(page, say.undone);
    await page.getByRole('button', { name: /\d s$/ }).waitFor({ state: 'detached' }); // offered in the corner, too, until it is done
    await log(page).getByText('Vence amanhã.').waitFor();
    await log(page).getByText(say.back).waitFor();
    await look(screen, `undone-${language}`);
    await page.close();
  },
);

test('by its key, one message alone goes, and what cannot go is said', async () => {
  const number = await addTicket(desk, { subject: 'Two things', text: 'The first thing.', team: 'support' });
  await customerWrites(desk, number, 'The second thing.');
  const screen = await openScreen(browser, { desk, as: 'ana' });
  const { page } = screen;
  await page.goto(`/tickets/${number}?view=all-active`);
  await page.getByRole('button', { name: 'More to do with this ticket' }).waitFor();
  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /The second thing/ }).click();
  await page.getByRole('option', { name: /The first thing/ }).click();
  await dialog.getByText('Nothing would be left of the ticket.').waitFor();
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await dialog.getByRole('alert').getByText('Nothing would be left of the ticket.').waitFor();
  await dialog.getByText('This message only').click();
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${number}`));
  await log(page).getByText('The first thing.').waitFor();
  await page.getByRole('button', { name: /^Undo \d/ }).click();
  await toast(page, 'The split was undone');
  expect((await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket).toMatchObject({ messageCount: 2 });
  expectQuiet(screen, { statuses: [409] });
});
