import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, type Screen } from './screen.ts';

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
    more: 'More to do with this ticket',
    find: 'Number or words of the other ticket',
    incident: 'Incident of the problem',
    count: '2 incidents of this problem,',
    left: '2 not solved yet.',
    reply: 'Reply to all…',
    text: 'Reply to the customers',
    send: 'Send reply to 2 tickets',
    solve: 'Solve',
    solveAll: 'Solve 2 incidents',
    none: 'all of them solved.',
    unlink: 'Unlink',
  },
  'pt-BR': {
    more: 'Mais ações deste ticket',
    find: 'Número ou palavras do outro ticket',
    incident: 'Incidente do problema',
    count: '2 incidentes deste problema,',
    left: '2 ainda sem solução.',
    reply: 'Responder a todos…',
    text: 'Resposta aos clientes',
    send: 'Enviar resposta a 2 tickets',
    solve: 'Resolver',
    solveAll: 'Resolver 2 incidentes',
    none: 'todos resolvidos.',
    unlink: 'Desvincular',
  },
};

async function look(screen: Screen, name: string): Promise<void> {
  expectQuiet(screen);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(screen.page, `incidents-${name}`);
}

test.each(['en', 'pt-BR'] as const)(
  'a problem answers and solves its incidents at once, and lets one go (%s)',
  async (language) => {
    const say = words[language];
    const problem = await addTicket(desk, { subject: 'A linha caiu', team: 'support' });
    const one = await addTicket(desk, { subject: 'Sem sinal', team: 'support', email: 'joao@correio.example' });
    const other = await addTicket(desk, { subject: 'Nada funciona', team: 'support', email: 'rita@correio.example' });
    await desk.as('olivia').put(`/api/tickets/${other}/problem`, { number: problem });
    const screen = await openScreen(browser, { desk, as: people[language] });
    const { page } = screen;
    await page.goto(`/tickets/${one}?view=all-active`);
    await page.getByRole('button', { name: say.more }).waitFor();
    await page.keyboard.press('Shift+P');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say.find).fill(`#${problem}`);
    await dialog.getByRole('button', { name: /A linha caiu/ }).waitFor();
    await look(screen, `find-${language}`);
    await dialog.getByRole('button', { name: /A linha caiu/ }).click();
    await page.getByText(say.incident).waitFor();
    await look(screen, `incident-${language}`);

    await page
      .getByRole('article')
      .getByRole('link', { name: `#${problem} A linha caiu` })
      .click();
    await page.getByText(say.count).waitFor();
    await page.getByText(say.left).waitFor();
    await page.getByRole('button', { name: say.reply }).click();
    await dialog.getByLabel(say.text).fill('A linha voltou.');
    await look(screen, `reply-${language}`);
    await dialog.getByRole('button', { name: say.send }).click();
    await page
      .getByRole('button', { name: new RegExp(`^${say.solve}`) })
      .first()
      .click();
    await page.getByRole('button', { name: say.solveAll }).waitFor();
    await look(screen, `problem-${language}`);
    await page.getByRole('button', { name: say.solveAll }).click();
    await page.getByText(say.none).waitFor();
    for (const number of [one, other]) {
      const { ticket, messages } = (await desk.as('olivia').get(`/api/tickets/${number}?include=messages`)).body;
      expect([ticket.statusCategory, messages.at(-1).text]).toEqual(['solved', 'A linha voltou.']);
    }
    await look(screen, `solved-${language}`);

    await page.goto(`/tickets/${one}?view=all-active`);
    await page.getByRole('button', { name: say.unlink }).click();
    await page.getByText(say.incident).waitFor({ state: 'detached' });
    await page.close();
  },
);
