import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AgentName } from '../world.ts';
import type { OpenDesk } from './desk.ts';

/** A window of a browser in which somebody sits: what it logs is remembered. */
export type Screen = {
  page: Page;
  context: BrowserContext;
  /** Errors and warnings of the page, dialogs it opened, and answers that failed. */
  noise: string[];
};

type Options = BrowserContextOptions & { desk: OpenDesk; as?: AgentName };

const patience = 20_000;

export async function openScreen(browser: Browser, { desk, as, ...options }: Options): Promise<Screen> {
  const context = await browser.newContext({
    baseURL: desk.url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    reducedMotion: 'reduce',
    ...options,
  });
  if (as !== undefined) await signInAs(context, desk, as);
  return screenIn(context);
}

/** The session of one of the cast, as if they had signed in. */
export async function signInAs(context: BrowserContext, desk: OpenDesk, as: AgentName): Promise<void> {
  await context.addCookies([
    { name: 'atende', value: desk.world.agents[as].sessionToken, url: desk.url, httpOnly: true },
  ]);
}

/** Another tab of a context. */
export async function screenIn(context: BrowserContext): Promise<Screen> {
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  opened.add(page);
  page.on('close', () => opened.delete(page));
  const noise: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      noise.push(`${message.type()}: ${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => noise.push(`thrown: ${error.message}`));
  page.on('dialog', (dialog) => [noise.push(`dialog: ${dialog.message()}`), void dialog.dismiss()]);
  return { page, context, noise };
}

/** What stands in the composer, line by line, while the plain box is there and when the editor has taken its place. */
export function written(box: Locator): Promise<string> {
  return box.evaluate((element) =>
    element instanceof HTMLTextAreaElement
      ? element.value
      : [...element.querySelectorAll('p, pre')].map((line) => line.textContent).join('\n'),
  );
}

/** The editor has taken the place of the plain box. */
export async function editorIn(page: Page): Promise<Locator> {
  const box = page.locator('.rich[role=textbox]');
  await box.waitFor();
  return box;
}

const opened = new Set<Page>();

export function openPages(): Page[] {
  return [...opened];
}

/** The desk said so in a toast. */
export async function toast(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

/** Nothing was logged; where the desk refused on purpose, the browser's own line about that status is expected. */
export function expectQuiet(screen: Screen, expected: { statuses?: number[] } = {}): void {
  expect(quietFaults(screen, expected)).toEqual([]);
}

export function quietFaults({ noise }: Screen, expected: { statuses?: number[] }): string[] {
  const isExpected = (line: string) =>
    isOurOwnLook.test(line) ||
    (expected.statuses ?? []).some((status) => line.includes(`responded with a status of ${status}`));
  return noise.filter((line) => !isExpected(line));
}

/** A test that looks into the frame of a mail is itself a script that its sandbox turns away. */
const isOurOwnLook = /^error: Blocked script execution in '[^']+\/api\/messages\/[\w-]+\/frame\?/;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule of axe, on the page and on what each of its frames shows. */
export async function accessibilityFaults(
  { page, context }: Screen,
  rules: 'every rule' | 'colours' = 'every rule',
): Promise<string[]> {
  const faults = await faultsOn(page, rules);
  for (const frame of page.frames().slice(1)) faults.push(...(await faultsInFrame(frame, context)));
  return faults;
}

async function faultsOn(page: Page, rules: 'every rule' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults, string>((asked) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    // Frames are checked by themselves: in those of mails no script answers.
    const iframes = document.title === 'A frame by itself';
    const only = asked === 'colours' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
    return axe.run(document, { iframes, resultTypes: ['violations'], ...only });
  }, rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary} ${html.slice(0, 200)}`,
    ),
  );
}

/** In the frame of a mail no script runs, the checker neither: its document is checked in a frame without that wall. */
async function faultsInFrame(frame: Frame, context: BrowserContext): Promise<string[]> {
  const html = await frame.content();
  const tab = await context.newPage();
  try {
    await tab.setContent(
      '<!doctype html><html lang="en"><title>A frame by itself</title><main><h1>A mail</h1><iframe title="Mail"></iframe></main>',
    );
    const inner = tab.frames()[1] as Frame;
    await inner.setContent(html);
    await inner.evaluate(axeSource);
    return (await faultsOn(tab, 'every rule')).map((fault) => `in the frame: ${fault}`);
  } finally {
    await tab.close();
  }
}

/** How many pixels of the page lie beyond its right edge. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(scrollWidth, document.body.scrollWidth) - clientWidth;
  });
}

const folder = join(import.meta.dirname, 'pictures');

export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide', timeout: 60_000 });
}
