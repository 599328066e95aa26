import { useQuery } from '@tanstack/react-query';
import { currentLanguage } from '../../locales/translate.ts';
import { useMe } from '../app/me.ts';
import { agentsQuery } from '../tickets/calls.ts';
import { type Onlooker, useOnlookers } from './store.ts';

export type Other = Onlooker & { name: string };

/** Who else is at a ticket, by name. */
export function useOthers(number: number): Other[] {
  const me = useMe();
  const onlookers = useOnlookers(number).filter(({ id }) => id !== me.id);
  const { data: agents } = useQuery({ ...agentsQuery, enabled: onlookers.length > 0 });
  return onlookers.flatMap((one) => {
    const name = agents?.find(({ id }) => id === one.id)?.name;
    return name === undefined ? [] : [{ ...one, name }];
  });
}

export function namesOf(others: readonly Other[]): string {
  const names = others.map(({ name }) => name.split(' ')[0] ?? name);
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(names);
}
