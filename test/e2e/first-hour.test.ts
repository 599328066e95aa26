import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { type Language, type Say, sayIn } from './say.ts';
import { accessibilityFaults, expectQuiet, openScreen, type Screen, sidewaysScroll } from './screen.ts';

/** What a manager brings along in the first hour: the people they know, and the people they work with. */
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['en', 'pt-BR'] as const)('the first hour in %s', (language: Language) => {
  const say: Say = sayIn(language);
  let desk: OpenDesk;
  let screen: Screen;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.db.updateTable('agents').set({ locale: language }).where('role', '=', 'admin').execute();
    screen = await openScreen(browser, { desk, as: 'adao', locale: language });
    page = screen.page;
  });
  afterAll(async () => {
    await screen?.context.close();
    await desk?.close();
  });
  const press = (english: string, values = {}) =>
    page.getByRole('button', { name: say(english, values), exact: true }).click();
  const tab = (english: string, count: number) =>
    page.getByRole('button', { name: `${count} ${say(english)}`, exact: true });
  const faultless = async () => {
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  };

  test('contacts come from a spreadsheet, seen before and taken back after', async () => {
    await page.goto('/admin/contact-imports');
    const table =
      'Nome;Correio;Empresa\r\n' +
      'Nina Alves;nina@mercado.example;Mercado Azul\r\n' +
      'Carla S. Souza;carla@padariacentral.example;\r\n' +
      'Ninguém;nobody;\r\n';
    const file = { name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') };
    await page.getByLabel(say('Choose a file')).setInputFiles(file);
    await page.getByRole('heading', { name: 'clientes.csv' }).waitFor();
    await page.getByText('Ninguém').waitFor();
    await tab('New contacts', 1).waitFor();
    await tab('Errors', 1).click();
    await page.getByText(say('“{value}” is not an e-mail address.', { value: 'nobody' })).waitFor();
    await faultless();

    await page.getByRole('button', { name: say('What “{name}” is', { name: 'Empresa' }) }).click();
    await page.getByRole('option', { name: say('Notes') }).click();
    await tab('Updates', 1).click();
    await page.getByText(say('Gives: {names}', { names: say('Name') })).waitFor();
    await page.getByRole('button', { name: /2 cont/ }).click();
    await page.getByRole('button', { name: say('Undo this import'), exact: true }).waitFor();
    await tab('Added', 1).waitFor();
    await faultless();

    await press('Undo this import');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: say('Undo'), exact: true })
      .click();
    await tab('Taken back', 2).waitFor();
    const { contacts } = (await desk.as('adao').get('/api/contacts', { query: { q: 'carla' } })).body;
    expect(contacts).toMatchObject([{ name: 'Carla Souza' }]);
    await press('All imports');
    await page
      .getByRole('row', { name: /clientes\.csv/ })
      .getByText(say('Taken back'))
      .waitFor();
    expectQuiet(screen);
  });

  test('eight colleagues are invited in one paste, and one of them comes in', async () => {
    await page.goto('/admin/agents');
    await press('Invite several');
    const dialog = page.getByRole('dialog');
    const paste = [
      'Nina Alves <nina@novos.example>',
      'otto@novos.example; Otto Reis; Support',
      'pia@novos.example, quim@novos.example; rita@novos.example',
      'Sara\tsara@novos.example\tBilling',
      'tom@novos.example',
      'uma@novos.example',
      'ana@atende.example',
      'Vera',
    ];
    await dialog.getByRole('textbox').first().fill(paste.join('\n'));
    await dialog.getByText(say('{written} is an agent already.', { written: 'ana@atende.example' })).waitFor();
    await dialog.getByText(say('there is no e-mail address in “{written}”.', { written: 'Vera' })).waitFor();
    await dialog.getByRole('button', { name: say('Role of {name}', { name: 'Nina Alves' }) }).click();
    await page.getByRole('option', { name: say('Limited agent') }).click();
    await dialog.getByText('Billing', { exact: true }).last().click();
    await dialog.getByText(say('Works by the business hours of the team')).click();
    await faultless();
    await dialog.getByRole('button', { name: /8 agent/ }).click();
    const link = dialog.getByLabel(say('Invitation link of {name}', { name: 'Otto Reis' }));
    const url = await link.inputValue();
    expect(await dialog.getByRole('listitem').count()).toBe(8);
    await faultless();
    await dialog.getByRole('button', { name: say('Done'), exact: true }).click();

    const { agents } = (await desk.as('olivia').get('/api/agents')).body;
    const made = (email: string) => agents.find((agent: { email: string }) => agent.email === `${email}@novos.example`);
    expect(made('nina')).toMatchObject({ role: 'limited', teams: [{ name: 'Billing' }] });
    expect(made('otto')).toMatchObject({ role: 'agent', teams: [{ name: 'Support' }] });
    const { limits } = (await desk.as('olivia').get('/api/agent-limits')).body;
    const hours = limits.find(({ agent }: { agent: { name: string } }) => agent.name === 'Otto Reis').week;
    expect(hours[0]).toEqual([[540, 1080]]);

    const otto = await openScreen(browser, { desk });
    await otto.page.goto(url);
    await otto.page.getByText('otto@novos.example').waitFor();
    await otto.context.close();
    expectQuiet(screen);
  });
});
