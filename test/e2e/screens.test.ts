import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentName } from '../world.ts';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { type Language, sayIn } from './say.ts';
import { furnish } from './scenes/furnish.ts';
import type { Furniture, Scene } from './scenes/scene.ts';
import { scenes } from './scenes.ts';
import { accessibilityFaults, openScreen, photograph, quietFaults, type Screen, sidewaysScroll } from './screen.ts';

/**
 * Every scene in both languages, at a desk's width and a telephone's, in English at a desk in the dark too: photographed into
 * `pictures/`, checked by axe with every rule, quiet in the console, without a scroll to the side. A scene is opened once and looked
 * at in each shape, as a window that somebody makes smaller; only what hangs on a button is opened anew. In Portuguese a telephone shows what it shows in English in longer
 * words: there it is looked at, and nothing may scroll to the side.
 */
let desk: OpenDesk;
let empty: OpenDesk;
let browser: Browser;
let set: Furniture;
beforeAll(async () => {
  [desk, empty, browser] = await Promise.all([openDesk(), openDesk({ isEmpty: true }), launchBrowser()]);
  set = await furnish(desk);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([desk?.close(), empty?.close()]);
});

const people: Record<Language, Record<NonNullable<Scene['as']>, AgentName>> = {
  en: { admin: 'olivia', agent: 'ana', limited: 'lia' },
  'pt-BR': { admin: 'adao', agent: 'bruno', limited: 'caio' },
};
const widths = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 360, height: 740 },
} as const;
type Width = keyof typeof widths;

describe.each(['en', 'pt-BR'] as const)('every screen in %s', (language) => {
  test.concurrent.each([0, 1])('every second scene, from the one at %i', { timeout: 1_800_000 }, async (first) => {
    const seats = new Map<string, Screen>();
    const faults: string[] = [];
    for (const scene of scenes.filter((_, at) => at % 2 === first)) {
      const screen = await seatFor(seats, scene, language);
      const found = await look(screen, scene, language).catch((error: Error) => [error.message]);
      faults.push(...found.map((fault) => `${scene.name}: ${fault}`));
    }
    await Promise.all([...seats.values()].map(({ context }) => context.close()));
    expect(faults).toEqual([]);
  });
});

/** One browser window per person, kept from scene to scene as people do. */
async function seatFor(seats: Map<string, Screen>, scene: Scene, language: Language): Promise<Screen> {
  const name = scene.onEmptyDesk ? 'first' : (scene.as ?? 'visitor');
  const known = seats.get(name);
  if (known) return known;
  const as = scene.as === undefined ? {} : { as: people[language][scene.as] };
  const screen = await openScreen(browser, { desk: scene.onEmptyDesk ? empty : desk, ...as, locale: language });
  seats.set(name, screen);
  return screen;
}

/** What is wrong with one scene: opened once, then looked at in every width and theme that says something of its own. */
async function look(screen: Screen, scene: Scene, language: Language): Promise<string[]> {
  const { page } = screen;
  const shapes = (['wide', 'narrow'] as const).filter((width) => scene.only === undefined || scene.only === width);
  screen.noise.length = 0;
  await page.emulateMedia({ colorScheme: 'light' });
  const faults: string[] = [];
  for (const [nth, width] of shapes.entries()) {
    await page.setViewportSize(widths[width]);
    if (nth === 0 || scene.hangs) await scene.open({ page, say: sayIn(language), set });
    faults.push(...(await faultsAt(screen, scene, { language, width })).map((fault) => `${width}: ${fault}`));
  }
  faults.push(...quietFaults(screen, { statuses: scene.statuses ?? [] }));
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  return faults;
}

type Shape = { language: Language; width: Width };

/** Dark differs by its colours alone: there their rules are enough, and colours know no language and no width. */
async function faultsAt(screen: Screen, { name }: Scene, { language, width }: Shape): Promise<string[]> {
  const { page } = screen;
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(screen);
  await photograph(page, `${name}-light-${width}-${language}`);
  const faults = language === 'en' || width === 'wide' ? await accessibilityFaults(screen) : [];
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) faults.push(`${sideways} pixels beyond the edge`);
  if (language === 'en' && width === 'wide') {
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(screen);
    await photograph(page, `${name}-dark-${width}-${language}`);
    faults.push(...(await accessibilityFaults(screen, 'colours')).map((fault) => `dark: ${fault}`));
  }
  return faults;
}

/** Fonts are there and nothing moves any more. */
async function settled({ page }: Screen): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}
