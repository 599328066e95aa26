import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Me, sessionReply } from '../../contract/auth.ts';
import type { Permission } from '../../domain/permissions.ts';
import { api, signedOut } from './api.ts';
import { chooseKeys } from './commands.ts';
import { chooseLanguage } from './language.ts';
import { pageBegan } from './page-began.ts';
import { keys } from './queries.ts';
import { chooseTheme } from './theme.ts';

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => {
    const { me, position } = await api.get<z.infer<typeof sessionReply>>('/api/session', undefined, signal);
    if (me === null) throw signedOut();
    pageBegan(position);
    chooseTheme(me.theme);
    chooseKeys(me.keys);
    await chooseLanguage(me.locale);
    return me;
  },
  staleTime: 5 * 60_000,
});

/** The agent who is signed in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function useMay(permission: Permission): boolean {
  return mayI(useMe(), permission);
}

export function mayI(me: Me, permission: Permission): boolean {
  return me.permissions.includes('*') || me.permissions.includes(permission);
}

export function useSetMe(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => client.setQueryData(keys.me, me);
}

/** Somebody who sets anything has the settings in front of them. */
export function mayOpenSettings(me: Me): boolean {
  return me.permissions.some((permission) => permission === '*' || /\.manage$|^audit\./.test(permission));
}
