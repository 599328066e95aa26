import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sanitizeHtml } from '../../server/platform/html/sanitize-html.ts';
import { newId } from '../../server/platform/ids.ts';
import { launchBrowser } from './browser.ts';
import { type Canary, startCanary } from './canary.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { openScreen, screenIn } from './screen.ts';
import { xssVectors } from './xss-vectors.ts';

let canary: Canary;
let desk: OpenDesk;
let browser: Browser;
let vectors: string[];
beforeAll(async () => {
  canary = await startCanary();
  vectors = xssVectors(canary.url);
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await canary?.close();
});

test('there are hundreds of vectors, and a browser that is not kept from it runs them', async () => {
  expect(new Set(vectors.map((vector) => vector.replace(/\d+/g, ''))).size).toBeGreaterThan(400);
  const { page, noise } = await screenIn(await browser.newContext());
  const live = vectors.filter((vector) => /^<(img src=x on|script src=@?http|svg onload)/.test(vector));
  await page.setContent(live.join('\n'));
  await expect.poll(() => noise.filter((line) => line.startsWith('dialog:')).length).toBeGreaterThan(3);
  await expect.poll(() => canary.hits.length).toBeGreaterThan(0);
  await page.close();
  canary.hits.length = 0;
});

test('each one cleaned runs nowhere, not even where nothing else would stop it (T19)', async () => {
  const cleaned = await Promise.all(vectors.map(async (vector) => (await sanitizeHtml(vector)).html));
  for (const [at, html] of cleaned.entries()) expect([vectors[at], liveIn(html)]).toEqual([vectors[at], []]);

  const { page, noise } = await screenIn(await browser.newContext());
  await page.setContent(cleaned.join('\n'));
  await pokeAt(page);
  expect(noise.filter((line) => !/Failed to load resource|net::ERR/.test(line))).toEqual([]);
  expect(canary.hits).toEqual([]);
  await page.close();
});

test('written into everything a person may write, they run on no page and leave in no mail (T19)', async () => {
  const olivia = desk.as('olivia', 'token');
  await fillTheDesk();
  await expect.poll(() => waitingInbound(), { timeout: 60_000 }).toBe(0);
  const numbers = (await desk.db.selectFrom('tickets').select('number').orderBy('number').execute()).map(
    (one) => one.number,
  );
  expect(numbers.length).toBeGreaterThan(25);
  await answerAll(numbers);

  const screen = await openScreen(browser, { desk, as: 'olivia' });
  const { page } = screen;
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(desk.url)) outside.push(request.url());
  });
  const messages = await desk.db.selectFrom('messages').select('uuid').where('html', 'is not', null).execute();
  expect(messages.length).toBeGreaterThan(40);
  for (const { uuid } of messages) {
    for (const more of ['', '?images=shown']) {
      expect(liveIn((await olivia.get(`/api/messages/${uuid}/frame${more}`)).text.replace(ownPage, ''))).toEqual([]);
    }
    await page.goto(`/api/messages/${uuid}/frame`);
  }
  expect(screen.noise).toEqual([]);

  const ticket = (number: number | undefined) => `/tickets/${number}?view=all-active`;
  const pages = [
    '/tickets?view=all-active',
    ...[0, 7, 14, 21].map((at) => ticket(numbers[at])),
    '/search?q=alert',
    '/search?q=script',
    '/profile',
  ];
  const admin = ['inboxes', 'teams', 'agents', 'parked', 'deliveries', 'suppressions', 'audit', 'settings', 'security'];
  for (const address of [...pages, ...admin.map((name) => `/admin/${name}`)]) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.locator('body').textContent()).toMatch(/alert\(\d+\)|constructor/);
    expect([address, await liveOn(page), screen.noise]).toEqual([address, [], []]);
  }
  await page.goto(ticket(numbers[0]));
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('dialog').getByText('alert(').first().waitFor();
  expect(await liveOn(page)).toEqual([]);
  expect([screen.noise, outside, canary.hits]).toEqual([[], [], []]);

  const mails = await desk.db.selectFrom('outgoing_mail').select('file_hash').execute();
  expect(mails.length).toBeGreaterThan(20);
  for (const { file_hash } of mails) {
    const { html = '', headers } = await PostalMime.parse(await desk.p.files.get(file_hash));
    expect(liveIn(html.replace(ownTemplate, ''))).toEqual([]);
    expect(headers.filter(({ key }) => key === 'content-type')).toHaveLength(1);
  }
}, 180_000);

/** What stands round the sender's HTML on the page of a message, and round an agent's in a mail. */
const ownPage = /^<!doctype html>[\s\S]*?<\/head><body>(<p data-images[\s\S]*?<\/p>)?/;
const ownTemplate = /^<!DOCTYPE html>[\s\S]*?(?=<body)/i;

/** Tags and attributes that could run, open or load something. In what the sanitiser made, a bracket always is a tag's. */
function liveIn(html: string): string[] {
  const tags = html.match(/<[^<>]*>/g) ?? [];
  return tags.filter(
    (tag) =>
      !/^<\/?(a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|html|i|img|ins|kbd|li|main|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)[\s/>]/.test(
        tag,
      ) ||
      / (on\w+|id|name|srcset|srcdoc|action|formaction|background|ping|xlink:href|is)=/i.test(
        tag.replace(/"[^"]*"/g, '""'),
      ) ||
      / (href|src)="(?!https?:|mailto:|tel:|cid:|\/api\/(attachments|messages)\/|data:image\/(png|jpeg|gif|webp);base64,)/.test(
        tag,
      ) ||
      / style="[^"]*(url\(|expression|@import|position|behavior|\\)/i.test(tag),
  );
}

/** The same of a page as the browser holds it, our own aside: scripts of ours are files, links lead to us or to the web. */
function liveOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const names = element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcdoc');
      const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      const isOurs =
        /^(https?:|mailto:|tel:)/.test(address) || URL.parse(address, location.href)?.origin === location.origin;
      const isInline = element.tagName === 'SCRIPT' && element.textContent !== '';
      return names.length > 0 || !isOurs || isInline ? [element.outerHTML.slice(0, 300)] : [];
    }),
  );
}

/** As a hand would: over everything, into every field, with every key. */
async function pokeAt(page: Page): Promise<void> {
  for (const y of [50, 150, 250, 350]) await page.mouse.move(200, y);
  for (let count = 0; count < 60; count++) await page.keyboard.press('Tab');
  await page.mouse.wheel(0, 3000);
  await page.waitForTimeout(300);
}

async function waitingInbound(): Promise<number> {
  const { count } = await desk.db
    .selectFrom('inbound')
    .select((one) => one.fn.countAll<number>().as('count'))
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** So much of the list that a field takes it: one after the other, each time going on where the last ended. */
function packer(longest: number): () => string {
  let at = 0;
  return () => {
    let packed = '';
    while (true) {
      const next = (vectors[at % vectors.length] ?? '').replace(/[\s\p{Cc}]+/gu, ' ').slice(0, longest);
      if (packed.length + next.length + 1 > longest) return packed.trim();
      packed += ` ${next}`;
      at++;
    }
  };
}

/** Ends what a vector may have left open, so that the next one is read afresh. */
const closers = `'"-->--></script></style></textarea></title></xmp></noscript></template></select></svg></math></iframe></noembed></noframes>`;

async function fillTheDesk(): Promise<void> {
  await fillAdministration();
  const subject = packer(400);
  const name = packer(150);
  const fileName = packer(120);
  const perMail = 15;
  for (let at = 0; at < vectors.length; at += perMail) {
    const some = vectors.slice(at, at + perMail);
    const html = some.map((vector) => `${vector}${closers}<p>after</p>`).join('\n');
    await sendMail(desk.mailPort, {
      from: { name: name(), address: `mary+${at}@northwind.example` },
      to: { name: name(), address: 'support@atende.example' },
      cc: { name: name(), address: `copy${at}@northwind.example` },
      subject: subject(),
      text: some.join('\n'),
      ...(at % 4 === 0 ? {} : { html }),
      attachments: [fileName(), fileName()].map((filename) => ({
        filename,
        content: filename,
        contentType: 'text/html',
      })),
    });
  }
}

async function fillAdministration(): Promise<void> {
  const olivia = desk.as('olivia', 'token');
  const short = packer(180);
  const long = packer(3_000);
  const done = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(text);
  };
  const { inbox, teams, agents, organizations, contacts } = desk.world;
  const texts = { en: { subject: short(), text: long() }, 'pt-BR': { subject: short(), text: long() } };
  const confirmation = { isOn: true, texts };
  await done(
    olivia.patch(`/api/inboxes/${inbox.uuid}`, { name: short(), senderName: short(), signature: long(), confirmation }),
  );
  await done(olivia.patch('/api/settings', { company: short() }));
  for (const { uuid } of Object.values(teams)) await done(olivia.patch(`/api/teams/${uuid}`, { name: short() }));
  for (const { uuid } of [agents.bruno, agents.rafael, agents.olivia]) {
    await done(olivia.patch(`/api/agents/${uuid}`, { name: short() }));
  }
  for (const { uuid } of Object.values(organizations)) {
    await done(olivia.patch(`/api/organizations/${uuid}`, { name: short(), notes: long() }));
  }
  const external = { kind: 'external', value: short() };
  const identities = [{ kind: 'email', value: contacts.mary.email }, external];
  await done(olivia.patch(`/api/contacts/${contacts.mary.uuid}`, { name: short(), notes: long(), identities }));
  await parkOne(long(), short());
}

async function parkOne(error: string, from: string): Promise<void> {
  const { hash, size } = await desk.p.files.put(Buffer.from(`Subject: ${from}\r\n\r\n${error}`));
  const envelope = JSON.stringify({ from, to: [from] });
  const row = { uuid: newId(), inbox_id: desk.world.inbox.id, key: newId(), file_hash: hash, size, envelope, error };
  await desk.db
    .insertInto('inbound')
    .values({ ...row, state: 'parked' as const })
    .execute();
  await desk.db
    .insertInto('suppressions')
    .values({ address: `"${from.slice(0, 60)}"@x.example`, reason: error.slice(0, 500) })
    .execute();
}

/** An agent writes them too: replies, notes that mention, tags, and each ticket is given to Olívia, who hears of it. */
async function answerAll(numbers: readonly number[]): Promise<void> {
  const adao = desk.as('adao', 'token');
  const tags = vectors
    .map((vector) =>
      vector
        .replace(/[,\p{Cc}]/gu, '')
        .slice(0, 60)
        .trim(),
    )
    .filter(Boolean);
  for (const [at, number] of numbers.entries()) {
    const some = vectors.slice(at * 15, at * 15 + 15);
    const html = `<p>said</p>${some.map((vector) => `${vector}${closers}`).join('\n')}`.replaceAll('\0', '');
    const { ticket } = (await adao.get(`/api/tickets/${number}`)).body;
    const own = [...new Set(tags.slice(at * 15, at * 15 + 15))];
    const change = { version: ticket.version, tags: own, assignee: desk.world.agents.olivia.email };
    const answers = [
      await adao.patch(`/api/tickets/${number}`, change),
      await adao.post(`/api/tickets/${number}/messages`, { kind: 'reply', html }),
      await adao.post(`/api/tickets/${number}/messages`, {
        ...{ kind: 'note', text: some.join('\n').replaceAll('\0', ''), mentions: [desk.world.agents.olivia.uuid] },
      }),
    ];
    for (const { status, text } of answers) if (status >= 300) throw new Error(text);
  }
  await expect.poll(() => queuedDeliveries(), { timeout: 60_000 }).toBe(0);
  await desk.db
    .updateTable('deliveries')
    .set({ state: 'failed', last_error: vectors.slice(0, 20).join(' ') })
    .where('id', '<', 5)
    .execute();
}

async function queuedDeliveries(): Promise<number> {
  const { count } = await desk.db
    .selectFrom('deliveries')
    .select((one) => one.fn.countAll<number>().as('count'))
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirstOrThrow();
  return Number(count);
}
