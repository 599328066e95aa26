import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Canary, startCanary } from './canary.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { newsletter } from './newsletter.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, sidewaysScroll } from './screen.ts';

let canary: Canary;
let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  canary = await startCanary();
  [desk, browser] = await Promise.all([openDesk({ outboundHosts: [canary.host] }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await canary?.close();
});

const looks = [
  ['en', 'light', 1440],
  ['en', 'dark', 1440],
  ['pt-BR', 'light', 1440],
  ['pt-BR', 'dark', 360],
] as const;

test('a newsletter is calm before its images are shown, and right after', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana' });
  const { page } = screen;
  await page.goto('/tickets');
  await sendMail(desk.mailPort, newsletter(canary.url));
  await page.getByRole('link', { name: /Novidades da semana/ }).waitFor();
  for (const [locale, theme, width] of looks) {
    await desk.db.updateTable('agents').set({ locale, theme }).where('id', '=', desk.world.agents.ana.id).execute();
    await page.setViewportSize({ width, height: 1000 });
    await page.goto('/tickets');
    await page.getByRole('link', { name: /Novidades da semana/ }).click();
    const shown = page.frameLocator('iframe');
    await shown.getByText('Rua das Flores').waitFor();
    canary.hits.length = 0;
    await photograph(page, `newsletter-waiting-${locale}-${theme}-${width}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(canary.hits).toEqual([]);

    await shown.getByRole('link', { name: locale === 'en' ? 'Show images' : 'Mostrar imagens' }).click();
    await shown.getByAltText('Pão de queijo').and(shown.locator('[src*="nth=1"]')).waitFor();
    await picturesLoaded(page);
    await photograph(page, `newsletter-shown-${locale}-${theme}-${width}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  }
  expectQuiet(screen);
});

async function picturesLoaded(page: Page): Promise<void> {
  const pictures = page.frameLocator('iframe').locator('img[src]');
  const broken = () =>
    pictures.evaluateAll((all) => all.filter((one) => !(one as HTMLImageElement).naturalWidth).length);
  await expect.poll(broken).toBe(0);
}
