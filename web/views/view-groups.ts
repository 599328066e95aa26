import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';

export type ViewGroup = { id: string; title: string; views: View[] };

/** Views by whose they are, in the order the desk gives them; a group without any is left out. */
export function groupsOf(views: readonly View[]): ViewGroup[] {
  const titles: [View['kind'], string][] = [
    ['system', t('The desk’s views')],
    ['workspace', t('For everybody')],
    ['team', t('Teams')],
    ['agent', t('My views')],
  ];
  return titles
    .map(([id, title]) => ({ id, title, views: views.filter(({ kind }) => kind === id) }))
    .filter((group) => group.views.length > 0);
}

/** Somebody made it: the desk's own and the list of each team have a word in the address instead of an id. */
export function isSaved({ slug }: View): boolean {
  return slug === null;
}

/** Those of one owner are ordered among themselves. */
export function ownerOf({ kind, team }: View): string {
  return team?.id ?? kind;
}
