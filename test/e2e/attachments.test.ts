import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
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

const people = { en: 'ana', 'pt-BR': 'rafael' } as const;
const sit = async (language: keyof typeof people, more = {}): Promise<Screen> => {
  const { id } = desk.world.agents[people[language]];
  await desk.db.updateTable('agents').set({ locale: language }).where('id', '=', id).execute();
  return openScreen(browser, { desk, as: people[language], ...more });
};
const text = (name: string, content = name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });

/** A file as a browser hands it over when somebody pastes it or drops it on the composer. */
async function give(
  page: Page,
  how: 'paste' | 'drop',
  of: { name: string; type: string; content: string; more?: number },
) {
  const composer = page.locator('section').filter({ has: page.locator('[role=textbox]') });
  await composer.evaluate(
    (element, [event, file]) => {
      const data = new DataTransfer();
      data.items.add(new File([file.content, new Uint8Array(file.more ?? 0)], file.name, { type: file.type }));
      const target = element.querySelector('[role=textbox]') ?? element;
      const common = { bubbles: true, cancelable: true };
      if (event === 'drop') {
        target.dispatchEvent(new DragEvent('dragover', { ...common, dataTransfer: data }));
        target.dispatchEvent(new DragEvent('drop', { ...common, dataTransfer: data }));
      } else target.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }));
    },
    [how, of] as const,
  );
}

describe.each(['en', 'pt-BR'] as const)('in %s', (language) => {
  test('files are attached, taken out, sent, taken back and looked at by keyboard alone', async () => {
    const say = sayIn(language);
    const screen = await sit(language);
    const { page } = screen;
    await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 60 });
    const number = await addTicket(desk, { subject: `Files ${language}`, team: 'support' });
    await page.goto(`/tickets/${number}`);
    const box = await editorIn(page);
    const list = page
      .getByRole('region', { name: say('Reply'), exact: true })
      .getByRole('list', { name: say('Attachments') });

    await box.focus();
    await page.keyboard.type(say('Please find attached the guide.'));
    await page.keyboard.press('Control+Enter');
    const banner = page.getByRole('alert').filter({ hasText: say('Nothing was sent yet.') });
    await banner.getByText(say('Your reply speaks of an attachment, and there is none.')).waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      banner.getByRole('button', { name: say('Attach files') }).press('Enter'),
    ]);
    await chooser.setFiles([text('guide.txt'), picture('Tela inicial ção.png'), picture('second.png')]);
    await expect.poll(() => list.getByRole('listitem').count()).toBe(3);
    await expect.poll(() => list.getByRole('progressbar').count()).toBe(0);
    await banner.waitFor({ state: 'detached' });
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `attachments-composer-${language}`);

    await list.getByRole('button', { name: say('Remove {name}', { name: 'guide.txt' }) }).press('Enter');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused).toBe(say('Remove {name}', { name: 'Tela inicial ção.png' }));

    await box.focus();
    await page.keyboard.press('Control+Enter');
    const log = page.getByRole('log');
    const small = log.getByRole('button', { name: say('Show {name}', { name: 'Tela inicial ção.png' }) });
    await small.waitFor();
    await list.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('z');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
    expect(await written(box)).toBe(say('Please find attached the guide.'));
    await small.waitFor({ state: 'detached' });

    await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 0 });
    await box.focus();
    await page.keyboard.press('Control+Enter');
    await small.press('Enter');
    const lightbox = page.getByRole('dialog');
    await lightbox.getByRole('heading', { name: 'Tela inicial ção.png' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await lightbox.getByRole('heading', { name: 'second.png' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await lightbox.getByRole('heading', { name: 'Tela inicial ção.png' }).waitFor();
    expect(await lightbox.getByRole('link', { name: say('Download') }).getAttribute('download')).toBe(
      'Tela inicial ção.png',
    );
    expect(await accessibilityFaults(screen)).toEqual([]);
    await photograph(page, `attachments-lightbox-${language}`);
    await page.keyboard.press('Escape');
    await lightbox.waitFor({ state: 'detached' });
    expect(await small.evaluate((element) => element === document.activeElement)).toBe(true);
    await photograph(page, `attachments-thread-${language}`);
    expectQuiet(screen);
    await screen.context.close();
  });
});

test('a file is pasted or dropped; the message goes out with its bytes', async () => {
  const screen = await sit('en');
  const { page } = screen;
  const number = await addTicket(desk, { subject: 'Pasted', team: 'support' });
  await page.goto(`/tickets/${number}`);
  const box = await editorIn(page);
  const composer = page.getByRole('region', { name: 'Reply', exact: true });
  await give(page, 'paste', { name: 'image.png', type: 'image/png', content: 'a screenshot' });
  await composer.getByRole('listitem').filter({ hasText: 'image.png' }).waitFor();
  await give(page, 'drop', { name: 'log.txt', type: 'text/plain', content: 'line 1\n' });
  await composer.getByRole('listitem').filter({ hasText: 'log.txt' }).waitFor();
  await expect.poll(() => composer.getByRole('progressbar').count()).toBe(0);
  await box.fill('Both are here.');
  await page.getByRole('button', { name: 'Send reply', exact: true }).click();
  // It calls itself a picture and is none: it is had as a file.
  await page
    .getByRole('log')
    .getByRole('link', { name: /image\.png/ })
    .waitFor();
  await page
    .getByRole('log')
    .getByRole('link', { name: /log\.txt/ })
    .waitFor();
  await expect.poll(async () => (await deliveries(number))[0]?.state).toBe('sent');
  const raw = await desk.as('olivia').get(`/api/deliveries/${(await deliveries(number))[0].id}/raw`);
  const { attachments } = await PostalMime.parse(raw.text);
  expect(
    attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).toString()]),
  ).toEqual([
    ['image.png', 'a screenshot'],
    ['log.txt', 'line 1\n'],
  ]);
  expectQuiet(screen);
  await screen.context.close();
});

const deliveries = async (number: number) =>
  (await desk.as('olivia').get(`/api/deliveries?ticket=${number}`)).body.deliveries;

test('what is too large is said at once, what did not arrive is tried again, and nothing is sent meanwhile', async () => {
  const screen = await sit('en');
  const { page } = screen;
  const number = await addTicket(desk, { subject: 'Large', team: 'support' });
  await page.goto(`/tickets/${number}`);
  const box = await editorIn(page);
  await box.fill('Here it is.');
  const composer = page.getByRole('region', { name: 'Reply', exact: true });
  await page.route('**/uploads?**', (route) => route.abort());
  const choosing = page.waitForEvent('filechooser');
  await composer.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles([text('fits.txt')]);
  await give(page, 'drop', { name: 'huge.txt', type: 'text/plain', content: '', more: 25_000_001 });
  const huge = composer.getByRole('listitem').filter({ hasText: 'huge.txt' });
  await huge.getByText('This is too large to be sent: 25 MB at most.').waitFor();
  expect(await huge.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  const fits = composer.getByRole('listitem').filter({ hasText: 'fits.txt' });
  await fits.getByText('The desk does not answer.').waitFor();
  await photograph(page, 'attachments-refused');
  await page.getByRole('button', { name: 'Send reply', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'A file is not attached yet.' }).waitFor();
  expect(await deliveries(number)).toEqual([]);

  await page.unroute('**/uploads?**');
  await fits.getByRole('button', { name: 'Try again' }).click();
  await huge.getByRole('button', { name: 'Remove huge.txt' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /^1 file is attached\.$/ })
    .waitFor({ state: 'attached' });
  await page.reload();
  await composer.getByRole('listitem').filter({ hasText: 'fits.txt' }).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sidewaysScroll(page)).toBe(0);
  await photograph(page, 'attachments-composer-360');
  screen.noise.length = 0; // what the browser says of a line that was cut
  await screen.context.close();
});

test('while files are dragged the composer shows where they go, and with the words they move to the note', async () => {
  const screen = await sit('en');
  const { page } = screen;
  const number = await addTicket(desk, { subject: 'Dragged', team: 'support' });
  await page.goto(`/tickets/${number}`);
  const box = await editorIn(page);
  const target = page.getByText('Drop files here to attach them to the reply');
  const drag = (event: 'dragover' | 'dragleave') =>
    page.evaluate((name) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.txt'));
      const moved = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer });
      document.body.dispatchEvent(moved);
      return moved.defaultPrevented;
    }, event);
  // Dropped beside the composer, a file would take the page's place.
  expect(await drag('dragover')).toBe(true);
  await target.waitFor();
  await photograph(page, 'attachments-drag');
  await drag('dragleave');
  await target.waitFor({ state: 'detached' });

  await give(page, 'drop', { name: 'log.txt', type: 'text/plain', content: 'line 1\n' });
  const item = (box: string) =>
    page.getByRole('region', { name: box, exact: true }).getByRole('listitem').filter({ hasText: 'log.txt' });
  await item('Reply').waitFor();
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  await box.fill('Do you know this, @');
  await page.getByRole('button', { name: 'Write a note instead' }).click();
  await item('Internal note').waitFor();
  await expect
    .poll(async () => (await desk.as('ana').get(`/api/tickets/${number}/uploads`)).body.uploads)
    .toMatchObject([{ name: 'log.txt', box: 'note' }]);
  expectQuiet(screen);
  await screen.context.close();
});
