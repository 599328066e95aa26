import { useQuery } from '@tanstack/react-query';
import { t } from '../../locales/translate.ts';
import { webhooksQuery } from '../admin/webhook-calls.ts';
import { mayI, useMe } from '../app/me.ts';
import { type ChoicesOf, useChoices } from '../conditions/choices.ts';

/** What the params of actions can be: what conditions know, and beside it people of several kinds and webhooks. */
export function useActionChoices(): ChoicesOf {
  const known = useChoices();
  const me = useMe();
  const { data: webhooks = [] } = useQuery({ ...webhooksQuery, enabled: mayI(me, 'webhooks.manage') });
  return (field) => {
    if (field === 'webhook') return webhooks.map(({ id, name }) => ({ id, label: name }));
    return field === 'people' ? peopleOf(known) : known(field);
  };
}

/** Several at once: by what they are to the ticket, by team, by name. */
export function peopleOf(known: ChoicesOf) {
  const prefixed = (kind: 'agent' | 'team', field: string) =>
    (known(field) ?? []).map(({ id, label }) => ({ id: `${kind}:${id}`, label }));
  return [
    { id: 'assignee', label: t('Whoever has the ticket') },
    { id: 'followers', label: t('Its followers') },
    { id: 'team', label: t('The team of the ticket') },
    ...prefixed('team', 'team'),
    ...prefixed('agent', 'assignee'),
  ];
}
