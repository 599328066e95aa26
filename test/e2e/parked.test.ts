import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/platform/ids.ts';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { expectQuiet, openScreen, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
let screen: Screen;
let page: Page;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
  screen = await openScreen(browser, { desk, as: 'adao' });
  page = screen.page;
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** Mail whose bytes the desk cannot find, as on a disk that was not mounted: parked by itself. Gives what mounts the disk. */
async function parkedMail(subject: string): Promise<() => Promise<unknown>> {
  const head = `From: Mary <mary@northwind.example>\r\nTo: support@atende.example\r\nSubject: ${subject}\r\n`;
  const bytes = Buffer.from(`${head}Date: Tue, 03 Mar 2026 16:12:09 +0000\r\n\r\nOur printer burns.\r\n`);
  const { hash, size } = await desk.p.files.put(bytes);
  await desk.p.files.remove(hash);
  await desk.db
    .insertInto('inbound')
    .values({
      uuid: newId(),
      inbox_id: desk.world.inbox.id,
      key: subject,
      envelope: JSON.stringify({ from: 'mary@northwind.example', subject }),
      file_hash: hash,
      size,
    })
    .execute();
  await expect.poll(async () => parkedSubjects(), { timeout: 60_000 }).toContain(subject);
  return () => desk.p.files.put(bytes);
}

async function parkedSubjects(): Promise<string[]> {
  const { parked } = (await desk.as('adao').get('/api/inbound')).body;
  return parked.map(({ subject }: { subject: string }) => subject);
}

const item = (subject: string) => page.getByRole('listitem').filter({ hasText: subject });

test('an admin is told of a parked mail, tries it again when its cause is mended, and it becomes a ticket', async () => {
  const mend = await parkedMail('The printer burns');
  await page.goto('/tickets?view=all-active');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('link', { name: /A mail could not be filed/ }).click();

  const mail = item('The printer burns');
  await mail.getByText('mary@northwind.example').waitFor();
  await mail.getByText('Something unexpected went wrong while it was filed.').waitFor();
  await mend();
  await mail.getByRole('button', { name: 'Try again' }).click();
  await toast(page, 'Trying again');
  await page.getByText('Nothing is parked').waitFor();
  await expect
    .poll(() => desk.db.selectFrom('tickets').select('subject').where('subject', '=', 'The printer burns').execute())
    .toHaveLength(1);
  await page.goto('/tickets?view=all-active');
  await page.getByRole('link', { name: /The printer burns/ }).click();
  await page.getByRole('log').getByText('Our printer burns.').first().waitFor();
});

test('what an admin does not want is discarded, once it is confirmed, and the audit says by whom', async () => {
  await parkedMail('Win a million');
  await page.goto('/admin/parked');
  await item('Win a million').getByRole('button', { name: 'Discard' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Discard this mail?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await item('Win a million').getByRole('button', { name: 'Discard' }).click();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing is parked').waitFor();

  await page.goto('/admin/audit');
  const entry = page.getByRole('row', { name: /Parked mail discarded/ });
  await entry
    .getByText(/subject: Win a million/)
    .last()
    .waitFor();
  await entry.getByText('Adão Reis').waitFor();
});

test('several are tried again at once', async () => {
  const mend = [await parkedMail('First of two'), await parkedMail('Second of two')];
  for (const one of mend) await one();
  await page.goto('/admin/parked');
  await item('First of two').waitFor();
  await page.getByRole('button', { name: 'Try all again' }).click();
  await toast(page, '2 mails are tried again');
  await page.getByText('Nothing is parked').waitFor();
});

test('what a part of the desk left undone stands under it, and is tried again', async () => {
  await sql`with happened as (insert into events (type, actor_kind) values ('agent.mentioned', 'system') returning id)
    insert into parked_events (reader, event_id, error) select 'notifications', id, 'It broke.' from happened`.execute(
    desk.db,
  );
  await page.goto('/admin/parked');
  const left = page.getByRole('region', { name: 'Left undone' });
  await left.getByText('Notifications of agents').waitFor();
  await left.getByText(/When an agent was mentioned/).waitFor();
  await left.getByRole('button', { name: 'Try all of these again' }).click();
  await toast(page, 'Trying again');
  await expect
    .poll(async () => (await desk.as('adao').get('/api/parked-events')).body.parkedEvents, { timeout: 30_000 })
    .toEqual([]);
  await page.reload();
  await page.getByText('Nothing is parked').waitFor();
  expect(await left.count()).toBe(0);
});

test('the browser has nothing to complain of', () => expectQuiet(screen));
