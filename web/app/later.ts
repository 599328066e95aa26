import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { ahead } from '../../ui/ahead.ts';
import { learnLaterWords } from './language.ts';

/** A part of a page that is fetched when it is first shown, with the words that only such parts say. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await withWords(load()) }));
}

/** The same for what one press shows: it is fetched before anybody presses. */
export function laterAhead<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return ahead(() => withWords(load()));
}

/** The same for a page of the router. */
export async function withWords<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
  const [loaded] = await Promise.all([loading, learnLaterWords()]);
  return loaded;
}
