import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type DeskProcess, deskProcess, forget, owner, ownerToken } from '../test/desk-process.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { sendMail } from '../test/e2e/mail.ts';
import { type Language, sayIn } from '../test/e2e/say.ts';
import type { Furniture } from '../test/e2e/scenes/scene.ts';
import { scenes } from '../test/e2e/scenes.ts';
import { buildWeb } from './build.ts';

/**
 * `npm run screenshots`: a fresh desk with the sample data, photographed into docs/screenshots. A few pictures, small ones,
 * for the README and the documentation; the journeys photograph every screen for looking at.
 */
const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const mostPictures = 24;
const mostBytes = 2_000_000;

type Wanted = {
  scene: string;
  languages: readonly Language[];
  themes: readonly ('light' | 'dark')[];
  isNarrow?: boolean;
};
const wanted: Wanted[] = [
  { scene: 'inbox', languages: ['en', 'pt-BR'], themes: ['light'] },
  { scene: 'inbox', languages: ['en'], themes: ['dark'] },
  { scene: 'ticket', languages: ['en', 'pt-BR'], themes: ['light'] },
  { scene: 'ticket', languages: ['pt-BR'], themes: ['dark'] },
  { scene: 'search-found', languages: ['pt-BR'], themes: ['light'] },
  { scene: 'account', languages: ['en'], themes: ['light'] },
  { scene: 'bulk-change', languages: ['pt-BR'], themes: ['light'] },
  { scene: 'sla-edit', languages: ['en'], themes: ['light'] },
  { scene: 'automations', languages: ['pt-BR'], themes: ['light'] },
  { scene: 'topics', languages: ['en'], themes: ['dark'] },
  { scene: 'sign-in', languages: ['en'], themes: ['light'] },
  { scene: 'inbox', languages: ['en', 'pt-BR'], themes: ['light'], isNarrow: true },
  { scene: 'ticket', languages: ['en', 'pt-BR'], themes: ['dark'], isNarrow: true },
];

const colleagues = [
  ['Ana Lima', 'ana@atende.example', 'agent'],
  ['Bruno Dias', 'bruno@atende.example', 'agent'],
  ['Rafael Costa', 'rafael@atende.example', 'admin'],
  ['Lia Nunes', 'lia@atende.example', 'limited'],
] as const;

await buildWeb({ ifChanged: true });
const desk = await deskProcess();
const browser = await launchBrowser();
try {
  await desk.start();
  const set = await furnish(desk);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const one of wanted) await photographAll(browser, one, set);
  await checkSizes();
} finally {
  await browser.close();
  await forget(desk);
}

async function furnish(of: DeskProcess): Promise<Furniture> {
  const token = await ownerToken(of);
  await promisify(execFile)(process.execPath, ['server/cli.ts', 'seed', '--sample'], {
    env: { PATH: process.env.PATH, ...of.env },
  });
  await of.api('/api/settings', { method: 'PATCH', token, body: { company: 'Padaria Central' } });
  for (const [name, email, role] of colleagues) {
    await of.api('/api/agents', { token, body: { name, email, role } });
  }
  await sendMail(of.mailPort, {
    from: { name: 'João Pereira', address: 'joao.pereira@correio.example' },
    to: 'support@atende.example',
    subject: 'Orçamento de novembro',
    text: 'Boa tarde, segue o orçamento que vocês pediram. Vale até sexta.',
  });
  const { tickets } = (await of.api('/api/tickets?view=all-active&limit=50', { token })).body;
  const number = (about: string): number =>
    tickets.find(({ subject }: { subject: string }) => subject.includes(about)).number;
  const busy = number('nota fiscal');
  const offline = number('offline');
  await of.api(`/api/tickets/${offline}/messages`, {
    token,
    body: { kind: 'reply', text: 'Yes: scan first, it syncs when the connection is back.' },
  });
  return {
    busy,
    fresh: offline,
    html: busy,
    closed: busy,
    contact: '',
    organization: '',
    invite: '',
    reset: '',
    table: '',
    onlooker: '',
  };
}

async function photographAll(by: Browser, { scene: name, languages, themes, isNarrow }: Wanted, set: Furniture) {
  const scene = scenes.find((known) => known.name === name);
  if (scene === undefined) throw new Error(`There is no scene "${name}".`);
  const viewport = isNarrow ? { width: 360, height: 740 } : { width: 1280, height: 800 };
  for (const language of languages) {
    const page = await openPage(by, { viewport, locale: language });
    if (scene.as !== undefined) await signIn(page, language);
    await scene.open({ page, say: sayIn(language), set });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => document.fonts.ready);
      const path = `${folder}${name}${isNarrow ? '-phone' : ''}-${colorScheme}-${language}.png`;
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    }
    await page.context().close();
  }
}

async function openPage(by: Browser, options: BrowserContextOptions): Promise<Page> {
  const fixed = { baseURL: desk.url, timezoneId: 'America/Sao_Paulo', reducedMotion: 'reduce' } as const;
  const context = await by.newContext({ ...fixed, ...options });
  return context.newPage();
}

async function signIn({ request }: Page, language: Language): Promise<void> {
  const headers = { origin: desk.url };
  await request.post('/api/session', { data: owner, headers });
  await request.patch('/api/me', { data: { name: 'Olívia Prado', locale: language }, headers });
}

async function checkSizes(): Promise<void> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(folder + name)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${names.length} pictures, ${Math.round(bytes / 1000)} kB`);
  if (names.length > mostPictures || bytes > mostBytes) {
    throw new Error(`At most ${mostPictures} pictures of ${mostBytes} bytes together.`);
  }
}
