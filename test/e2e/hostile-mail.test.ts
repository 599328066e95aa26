import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Canary, startCanary } from './canary.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { newsletter } from './newsletter.ts';
import { remoteLoads } from './remote-loads.ts';
import { accessibilityFaults, expectQuiet, openScreen, photograph, sidewaysScroll } from './screen.ts';

let canary: Canary;
let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  canary = await startCanary();
  [desk, browser] = await Promise.all([openDesk({ imageHosts: [canary.host] }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await canary?.close();
});

test('nothing is asked for on the internet until images are wanted, then images alone, and by the desk (T20)', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana' });
  const { page, context } = screen;
  const control = await context.newPage();
  await control.setContent(`<img src="${canary.url}/control">`);
  await expect.poll(() => canary.hits.map(({ path }) => path)).toEqual(['/control']);
  await control.close();
  canary.hits.length = 0;

  const html = remoteLoads(canary.url).join('\n');
  await sendMail(desk.mailPort, { from: 'mary@northwind.example', subject: 'Loads everything', text: 'x', html });
  await page.goto('/tickets');
  await page.getByRole('link', { name: /Loads everything/ }).click();
  const shown = page.frameLocator('iframe');
  await shown.getByText('The last words.').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await shown.getByText('The words between.').isVisible()).toBe(true);
  expect(canary.hits).toEqual([]);

  await shown.getByRole('link', { name: 'Show images' }).click();
  await shown.locator('img[src*="nth=0"]').waitFor();
  await picturesLoaded(page);
  await page.waitForLoadState('networkidle');
  const asked = canary.hits.map(({ path }) => path).sort();
  expect(asked).toEqual(expect.arrayContaining(['/img', '/img-bare', '/img-single', '/img-space']));
  expect(asked.filter((path) => !onlyPictures.test(path))).toEqual([]);
  expect([...new Set(canary.hits.map(({ userAgent }) => userAgent))]).toEqual(['Atende (picture proxy)']);
  await page.goBack();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/tickets');
  // One address means https, which this server does not speak.
  expectQuiet(screen, { statuses: [404] });
});

/** `<img>` of HTML, also where it stood inside what no mail may have. */
const onlyPictures =
  /^\/(img(-(single|bare|space|broken))?|image-element|svg-foreign|annotation|srcdoc|shadow-img|noframes|noembed|comment-bang|after-textarea|title-break)$/;

const looks = [
  ['en', 'light', 1440],
  ['en', 'dark', 1440],
  ['pt-BR', 'light', 1440],
  ['pt-BR', 'dark', 360],
] as const;

test('a newsletter is calm before its images are shown, and right after', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana' });
  const { page } = screen;
  canary.hits.length = 0;
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
    await photograph(page, `newsletter-waiting-${locale}-${theme}-${width}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    if (theme === 'light' && locale === 'en') expect(canary.hits).toEqual([]);

    await shown.getByRole('link', { name: locale === 'en' ? 'Show images' : 'Mostrar imagens' }).click();
    await shown.getByAltText('Pão de queijo').and(shown.locator('[src*="nth=1"]')).waitFor();
    await picturesLoaded(page);
    await photograph(page, `newsletter-shown-${locale}-${theme}-${width}`);
    expect(await accessibilityFaults(screen)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  }
  // Four times shown, asked for once: the browser kept them. The pixel was never asked for.
  expect(canary.hits.map(({ path }) => path.slice(1, 4)).sort()).toEqual(['her', 'one', 'two']);
  expectQuiet(screen);
});

test('mail without colours of its own is dark where the reader is, and the bar is reached by keyboard', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana', viewport: { width: 390, height: 844 } });
  const { page } = screen;
  const { ana } = desk.world.agents;
  await desk.db.updateTable('agents').set({ locale: 'pt-BR', theme: 'dark' }).where('id', '=', ana.id).execute();
  await sendMail(desk.mailPort, {
    from: 'joao@correio.example',
    subject: 'Sem cores',
    text: 'Veja.',
    html: `<p>Veja a foto do forno:</p><p><img src="${canary.url}/forno-300x160-444444.png"></p><p><img src="cid:perdida@x"></p><p>Obrigado.</p>`,
  });
  await page.goto('/tickets');
  await page.getByRole('link', { name: /Sem cores/ }).click();
  const shown = page.frameLocator('iframe');
  await shown.getByText('Obrigado.').waitFor();
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'no-colours-waiting-pt-BR-dark-390');
  await shown.getByRole('link', { name: 'Mostrar imagens' }).press('Enter');
  await shown.locator('img[src*="nth=0"]').waitFor();
  await picturesLoaded(page);
  expect(await accessibilityFaults(screen)).toEqual([]);
  await photograph(page, 'no-colours-shown-pt-BR-dark-390');
  expectQuiet(screen);
});

/** All came, or will not come. */
async function picturesLoaded(page: Page): Promise<void> {
  const pictures = page.frameLocator('iframe').locator('img[src]');
  const open = () => pictures.evaluateAll((all) => all.filter((one) => !(one as HTMLImageElement).complete).length);
  await expect.poll(open).toBe(0);
}
