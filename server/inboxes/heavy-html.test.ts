import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { watchThread } from '../../test/watch-thread.ts';
import { letter } from './mail.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

let sent = 0;

/** The message that a mail with this HTML became, and the page it is shown on. */
async function shown(html: string) {
  const bytes = await letter({ from: 'mary@northwind.example', subject: `Heavy ${++sent}`, text: '', html });
  const answer = await desk
    .as('adao', 'token')
    .post('/api/inbound/email', bytes, { headers: { 'content-type': 'message/rfc822' } });
  expect(answer.status).toBe(202);
  await desk.settle();
  const [row] = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets;
  expect(row.subject).toBe(`Heavy ${sent}`);
  const { messages } = (await desk.as('olivia').get(`/api/tickets/${row.number}/messages`)).body;
  const page = await desk.as('olivia').get(`/api/messages/${messages[0].id}/frame`);
  expect(page.status).toBe(200);
  return { text: messages[0].text as string, page: page.text, attachments: messages[0].attachments };
}

describe('HTML made to be too much', () => {
  test.each([
    ['a hundred thousand open tags', () => `${'<div>'.repeat(100_000)}the words`],
    ['forty-five kilobytes of formatting', () => `${'<font><b><i><a>'.repeat(3_000)}the words`],
    ['a hundred thousand elements', () => `the words${'<p>x</p>'.repeat(100_000)}`],
    ['an attribute of two megabytes', () => `<p title="${'a'.repeat(2_000_000)}">the words</p>`],
    ['a style of half a megabyte', () => `<p style="${'color:red;'.repeat(50_000)}">the words</p>`],
    ['a quotation in a quotation in a quotation', () => `the words${'<blockquote type="cite">q'.repeat(20_000)}`],
    ['comments that never end', () => `the words${'<!--'.repeat(100_000)}`],
    ['entities without number', () => `the words ${'&amp;lt;'.repeat(100_000)}`],
  ])('as %s, is filed and shown with its words, and stops nobody (T21)', async (_what, made) => {
    const html = made();
    const stall = watchThread();
    const { text, page } = await shown(html);
    expect(stall()).toBeLessThan(200);
    expect([text.includes('the words'), page.includes('the words')]).toEqual([true, true]);
  });
});

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('pictures written into a mail are shown, two hundred as files and the rest where they stand (T59)', async () => {
  const { page, attachments } = await shown(
    `<p>See</p>${Array.from({ length: 230 }, (_, at) => `<img alt="${at}" src="data:image/png;base64,${png}">`).join('')}`,
  );
  expect(attachments).toHaveLength(200);
  expect(attachments.every((one: { isInline: boolean }) => one.isInline)).toBe(true);
  expect(page.match(/ src="\/api\/attachments\//g)).toHaveLength(200);
  expect(page.match(/ src="data:image\/png/g)).toHaveLength(30);
  const picture = await desk.as('olivia').get(attachments[0].url);
  expect(picture.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline; filename="picture-1.png"; filename*=UTF-8\'\'picture-1.png',
  });
});

test('a picture too large to stand in a text is a file (T59)', async () => {
  const large = `data:image/png;base64,${Buffer.concat([Buffer.from(png, 'base64'), Buffer.alloc(21 * 1024 * 1024)]).toString('base64')}`;
  const { page, attachments } = await shown(`<p>See</p><img alt="The plan" src="${large}">`);
  expect(attachments).toMatchObject([{ name: 'picture-1.png', isInline: false }]);
  expect(page).toContain('<span data-missing>The plan</span>');
});
