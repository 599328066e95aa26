import { useNavigate } from '@tanstack/react-router';
import type { Me } from '../../contract/auth.ts';
import { chooseLanguage } from '../app/language.ts';
import { keys, queryClient } from '../app/queries.ts';
import { tellSessionChanged } from '../app/session-news.ts';

/** Goes in as the agent the desk has just signed in. */
export function useEnter(): (me: Me, to?: string) => Promise<void> {
  const navigate = useNavigate();
  return async (me, to = '/tickets') => {
    tellSessionChanged();
    queryClient.clear();
    queryClient.setQueryData(keys.me, me);
    await chooseLanguage(me.locale);
    await navigate({ href: to, replace: true });
  };
}
