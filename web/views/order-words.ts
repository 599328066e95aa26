import type { ViewSort } from '../../domain/views.ts';
import { t } from '../../locales/translate.ts';

export type Order = { sort: ViewSort; isReversed: boolean };

const sorts: ViewSort[] = ['due', 'updated', 'created', 'priority'];

/** Every order a list can have, each with a word of its own to choose it by. */
export function orderChoices(): { id: string; label: string }[] {
  return [false, true].flatMap((isReversed) =>
    sorts.map((sort) => ({ id: orderId({ sort, isReversed }), label: orderName({ sort, isReversed }) })),
  );
}

export function orderId({ sort, isReversed }: Order): string {
  return isReversed ? `${sort}-reversed` : sort;
}

export function orderOfId(id: string): Order {
  const [sort, reversed] = id.split('-');
  return { sort: sort as ViewSort, isReversed: reversed !== undefined };
}

export function orderName({ sort, isReversed }: Order): string {
  switch (sort) {
    case 'due':
      return isReversed ? t('due last') : t('due first');
    case 'updated':
      return isReversed ? t('oldest news') : t('newest news');
    case 'created':
      return isReversed ? t('oldest') : t('newest');
    case 'priority':
      return isReversed ? t('lowest priority') : t('priority');
  }
}
