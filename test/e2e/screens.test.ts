import type { Browser, BrowserContextOptions } from 'playwright-core';
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
 * `pictures/`, checked by axe with every rule, quiet in the console, without a scroll to the side. In Portuguese a telephone shows
 * what it shows in English in longer words: there it is looked at, and nothing may scroll to the side.
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

describe.each(['en', 'pt-BR'] as const)('every screen in %s', (language) => {
  test.concurrent.each(['wide', 'narrow'] as const)('%s', { timeout: 1_800_000 }, async (width) => {
    const seats = new Map<string, Screen>();
    const faults: string[] = [];
    for (const scene of scenes.filter(({ only }) => only === undefined || only === width)) {
      const screen = await seatFor(seats, scene, { language, width });
      const found = await look(screen, scene, { language, width }).catch((error: Error) => [error.message]);
      faults.push(...found.map((fault) => `${scene.name}: ${fault}`));
    }
    await Promise.all([...seats.values()].map(({ context }) => context.close()));
    expect(faults).toEqual([]);
  });
});

type Way = { language: Language; width: keyof typeof widths };

/** One browser window per person, kept from scene to scene as people do. */
async function seatFor(seats: Map<string, Screen>, scene: Scene, { language, width }: Way): Promise<Screen> {
  const name = scene.onEmptyDesk ? 'first' : (scene.as ?? 'visitor');
  const known = seats.get(name);
  if (known) return known;
  const as = scene.as === undefined ? {} : { as: people[language][scene.as] };
  const options: BrowserContextOptions = { viewport: widths[width], locale: language };
  const screen = await openScreen(browser, { desk: scene.onEmptyDesk ? empty : desk, ...as, ...options });
  seats.set(name, screen);
  return screen;
}

/**
 * What is wrong with one scene, in light and in dark, without loading it anew. Dark differs by its colours alone: there their
 * rules are enough, and colours know no language and no width.
 */
async function look(screen: Screen, scene: Scene, { language, width }: Way): Promise<string[]> {
  const { page } = screen;
  screen.noise.length = 0;
  await page.emulateMedia({ colorScheme: 'light' });
  await scene.open({ page, say: sayIn(language), set });
  await settled(screen);
  await photograph(page, `${scene.name}-light-${width}-${language}`);
  const faults = language === 'en' || width === 'wide' ? await accessibilityFaults(screen) : [];
  if (language === 'en' && width === 'wide') {
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(screen);
    await photograph(page, `${scene.name}-dark-${width}-${language}`);
    faults.push(...(await accessibilityFaults(screen, 'colours')).map((fault) => `dark: ${fault}`));
  }
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) faults.push(`${sideways} pixels beyond the edge`);
  faults.push(...quietFaults(screen, { statuses: scene.statuses ?? [] }));
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
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
