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
const paste = (box: Locator, given: Record<string, string>) =>
  box.evaluate((element, kinds) => {
    const clipboardData = new DataTransfer();
    for (const [kind, content] of Object.entries(kinds)) clipboardData.setData(kind, content);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, given);

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

test('what is pasted keeps its structure and drops the rest; an address over marked words links them', async () => {
  const screen = await sit();
  const { page } = screen;
  const { number, box } = await openTicket(screen, 'Pasted');
  await box.focus();
  await paste(box, {
    'text/plain': 'never read',
    'text/html': `<meta charset="utf-8"><style>p { color: red }</style><h2 class="x">Steps</h2><p style="color:red" onclick="x()">First
      <b style="font-weight:normal">the</b> <span style="font-weight:700">oven</span>.</p><p>Then<br>wait.</p><ol start="3"><li><p>three</p></li></ol>
      <table><tr><td>cell</td></tr></table><img src="https://tracker.example/x.gif"><script>document.title = "run"</script>`,
  });
  const kept = await box.evaluate((element) => element.innerHTML);
  expect(kept).not.toMatch(/style=|class="x"|onclick|<img src|<h2|<table|script/);
  expect(await written(box)).toBe('Steps\n\nFirst the oven.\n\nThen\nwait.\nthree\ncell');
  expect(await box.locator('strong').allTextContents()).toEqual(['Steps', 'oven']);
  expect(await box.locator('ol').getAttribute('start')).toBe('3');

  await box.press('Control+a');
  await paste(box, { 'text/plain': 'one **two**\n\n__init__' });
  expect(await written(box)).toBe('one **two**\n\n__init__');
  await box.press('Control+Home');
  await box.press('Control+Shift+ArrowRight');
  await paste(box, { 'text/plain': 'https://docs.example/a?b=1' });
  expect(await box.locator('a').getAttribute('href')).toBe('https://docs.example/a?b=1');

  await box.press('Control+End');
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const address = page.getByRole('dialog', { name: 'Link' }).getByLabel('Address');
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  await page.getByText('Write an address like https://example.com or an e-mail address.').waitFor();
  await address.fill('mary@northwind.example');
  expect(await accessibilityFaults(screen)).toEqual([]);
  await address.press('Enter');
  await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('textbox');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => said(number)).toHaveLength(1);
  expect((await said(number))[0]?.html).toMatch(
    /^<p><a href="https:\/\/docs\.example\/a\?b=1"[^>]*>one<\/a> \*\*two\*\*<\/p><p>__init__<a href="mailto:mary@northwind\.example"/,
  );
  expectQuiet(screen);
  await screen.context.close();
});

test('formatted words survive another box, another device, a move to a note and an undone reply', async () => {
  await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 60 });
  const screen = await sit();
  const { page } = screen;
  const { number, box } = await openTicket(screen, 'Kept');
  const bold = (text: string) => page.locator('.rich strong', { hasText: text });
  await box.focus();
  await page.keyboard.type('It is **late**.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('Ask @Raf');
  await page.getByRole('option', { name: /Rafael Costa/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('**now**');
  await page.locator('.rich [data-mention]').waitFor();
  const drafts = async () => (await desk.as('ana', 'token').get(`/api/tickets/${number}/drafts`)).body;
  await expect.poll(async () => (await drafts()).note?.text).toBe('Ask @Rafael Costa now');
  await expect.poll(async () => (await drafts()).reply?.html).toBe('<p>It is <strong>late</strong>.</p>');

  const other = await openScreen(browser, { desk, as: 'ana' });
  await other.page.goto(`/tickets/${number}`);
  await other.page.locator('.rich strong', { hasText: 'late' }).waitFor();
  await other.page.getByRole('button', { name: 'Internal note' }).click();
  await other.page.locator('.rich strong', { hasText: 'now' }).waitFor();
  // The colleague is one piece: one key takes the whole name, and nobody is told.
  await other.page.locator('.rich [data-mention]').waitFor();
  await editorIn(other.page).then((note) => note.press('Control+End'));
  for (let nth = 0; nth < 5; nth++) await other.page.keyboard.press('Backspace');
  await expect.poll(() => written(other.page.locator('.rich'))).toBe('Ask ');
  await expect.poll(async () => (await drafts()).note?.mentions).toEqual([]);
  await other.context.close();

  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await bold('late').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText('leaves in a moment').waitFor();
  await expect.poll(() => written(box)).toBe('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await bold('late').waitFor();
  await page.getByRole('log').getByText('leaves in a moment').waitFor({ state: 'detached' });

  await box.press('Control+End');
  await page.keyboard.type(' @');
  await page.getByRole('button', { name: 'Write a note instead' }).click();
  await page.getByRole('textbox', { name: 'Internal note, only your team sees this' }).waitFor();
  await bold('late').waitFor();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Enter');
  const note = page.getByRole('log').getByRole('article', { name: 'Internal note by You' });
  await note.frameLocator('iframe').locator('strong', { hasText: 'late' }).waitFor();
  await photograph(page, 'rich-note');
  await desk.as('olivia').patch('/api/settings', { undoSendSeconds: 0 });
  expectQuiet(screen);
  await screen.context.close();
});

test('nothing typed is lost while the editor comes, or where it does not come; a letter in the making sends nothing', async () => {
  const screen = await sit();
  const { page, context } = screen;
  const number = await addTicket(desk, { subject: 'Slow', name: 'Mary Kline' });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/rich-box-*.js', async (route) => [await held, await route.continue()]);
  await page.goto(`/tickets/${number}`);
  await page.getByRole('heading', { name: 'Slow' }).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('One\nthree');
  for (let nth = 0; nth < 'three'.length; nth++) await page.keyboard.press('ArrowLeft');
  expect(await page.locator('.rich').count()).toBe(0);
  letThrough();
  const box = await editorIn(page);
  await page.keyboard.type('two, ');
  expect(await written(box)).toBe('One\ntwo, three');

  await page.keyboard.press('Control+End');
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: '~', selectionStart: 1, selectionEnd: 1 });
  await page.keyboard.press('Control+Enter');
  await keyboard.send('Input.insertText', { text: 'ã' });
  await expect.poll(() => written(box)).toBe('One\ntwo, threeã');
  expect(await said(number)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => said(number)).toEqual([{ kind: 'reply', text: 'One\ntwo, threeã', html: null }]);
  await context.close();

  const without = await sit();
  await without.page.route('**/rich-box-*.js', (route) => route.abort());
  await without.page.goto(`/tickets/${number}`);
  await without.page.getByLabel('Reply to the customer').fill('Plain is enough, {{ ticket.url }}');
  await without.page.getByRole('button', { name: 'Send reply', exact: true }).click();
  await without.page.getByRole('alert').filter({ hasText: 'ticket.url' }).waitFor();
  await without.page.unroute('**/rich-box-*.js');
  await without.page.reload();
  await editorIn(without.page);
  expect(await without.page.locator('.rich .unfilled').textContent()).toBe('{{ ticket.url }}');
  await without.context.close();
});
