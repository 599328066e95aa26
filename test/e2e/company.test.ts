import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { accessibilityFaults, expectQuiet, openScreen, type Screen } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  screen = await openScreen(browser, { desk, as: 'ana' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

async function participantOf(number: number, email: string, name: string): Promise<void> {
  const { id } = await desk.db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const contact = await desk
    .as('olivia', 'token')
    .post('/api/contacts', { name, identities: [{ kind: 'email', value: email }] });
  expect(contact.status, contact.text).toBe(201);
  const made = await desk.db
    .selectFrom('contacts')
    .select('id')
    .where('uuid', '=', contact.body.contact.id)
    .executeTakeFirstOrThrow();
  await desk.db
    .insertInto('participants')
    .values({ ticket_id: id, contact_id: made.id, created_at: desk.clock.now() })
    .execute();
}
async function copiesOf(number: number): Promise<string[]> {
  const { deliveries } = (await desk.as('ana').get(`/api/deliveries?ticket=${number}`)).body;
  return deliveries[0]?.cc ?? [];
}

test('an agent takes a stray mail into its ticket with one click, and goes on there', async () => {
  const number = await addTicket(desk, { subject: 'The red oven', email: 'mary@northwind.example' });
  await sendMail(desk.mailPort, {
    from: 'mary@home.example',
    subject: `Re: The red oven [#${number}]`,
    text: 'It is me, from home.',
  });
  await page.goto('/tickets');
  await page.getByRole('link', { name: /Re: The red oven/ }).click();
  const question = page.getByRole('region', { name: 'Does it belong there?' });
  await question.getByText(`It may belong to #${number} The red oven.`).waitFor();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await question.getByRole('button', { name: 'It belongs there' }).click();

  await page.waitForURL(`**/tickets/${number}**`);
  const log = page.getByRole('log');
  await log.getByText('It is me, from home.').waitFor();
  await log.getByText(/Took in #\d+/).waitFor();
  await page.getByRole('list', { name: 'Copy to' }).getByText('mary@home.example').waitFor();
  expect(await question.count()).toBe(0);
  expectQuiet(screen);
});

test('an agent sees who joined since the last reply, decides, adds a copy, and exactly those get the reply', async () => {
  const number = await addTicket(desk, { subject: 'Who reads this?', email: 'mary@northwind.example' });
  await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, { kind: 'reply', text: 'A first answer.' });
  desk.clock.advance(2);
  await participantOf(number, 'rival@rival.example', 'A Rival');
  await participantOf(number, 'friend@friend.example', 'A Friend');
  await page.goto(`/tickets/${number}`);
  const warning = (name: string) => page.getByRole('alert').filter({ hasText: name });
  await warning('A Rival').waitFor();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await warning('A Rival').getByRole('button', { name: 'No copy' }).click();
  await warning('A Rival').waitFor({ state: 'detached' });
  await warning('A Friend').getByRole('button', { name: 'May read it' }).click();
  await warning('A Friend').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Copy to', exact: true }).click();
  await page.getByLabel('E-mail', { exact: true }).fill('boss@northwind.example');
  await page.keyboard.press('Enter');
  const copies = page.getByRole('list', { name: 'Copy to' });
  await copies.getByText('boss@northwind.example').waitFor();
  expect(await copies.getByRole('listitem').allTextContents()).toEqual(['A Friend', 'boss@northwind.example']);
  expect(await accessibilityFaults(screen)).toEqual([]);

  await page.getByRole('textbox', { name: 'Reply' }).fill('For those three.');
  await page.getByRole('button', { name: 'Send reply', exact: true }).click();
  await expect
    .poll(() => copiesOf(number), { timeout: 20_000 })
    .toEqual(['friend@friend.example', 'boss@northwind.example']);
  await page.getByRole('log').getByText('Copy to boss@northwind.example').waitFor();
  expectQuiet(screen);
});

test('an admin says what an answer to a closed ticket does, and the follow-up names the closed one', async () => {
  const admin = await openScreen(browser, { desk, as: 'adao' });
  await admin.page.goto('/admin/inboxes');
  await admin.page.getByRole('button', { name: /Edit/ }).first().click();
  const form = admin.page.getByRole('dialog');
  await form.getByRole('button', { name: /An answer to a closed ticket/ }).click();
  await admin.page.getByRole('option', { name: 'Opens a follow-up ticket after some days' }).click();
  await form.getByLabel('Days after closing').fill('3');
  await form.getByText('Until then the answer opens the closed ticket again', { exact: false }).waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  const { inbox } = (await desk.as('adao').get(`/api/inboxes/${desk.world.inbox.uuid}`)).body;
  expect(inbox.closed).toEqual({ does: 'follow_up_after', days: 3 });

  const number = await addTicket(desk, { subject: 'Long ago', email: 'mary@northwind.example' });
  const { version } = (await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket;
  await desk.as('ana').patch(`/api/tickets/${number}`, { version, status: 'closed' });
  desk.clock.advance(4 * 86_400);
  await sendMail(desk.mailPort, { from: 'mary@northwind.example', subject: `Long ago [#${number}]`, text: 'And now?' });
  const links = async () => (await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.links;
  await expect.poll(links, { timeout: 20_000 }).toMatchObject([{ kind: 'followed_up_by' }]);
  const [{ number: next }] = await links();
  await admin.page.goto(`/tickets/${next}`);
  await admin.page.getByText('Follows up').first().waitFor();
  await admin.page.getByRole('log').getByRole('button', { name: 'why?' }).last().click();
  await admin.page.getByText(/closed more than 3 days before/).waitFor();
  await admin.page.goto(`/tickets/${number}`);
  await admin.page.getByText('Followed up by').first().waitFor();
  expectQuiet(admin);
});
