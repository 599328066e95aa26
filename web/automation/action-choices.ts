import { useQuery } from '@tanstack/react-query';
import type { Condition } from '../../domain/conditions/condition.ts';
import { t } from '../../locales/translate.ts';
import { slaPoliciesQuery } from '../admin/calls.ts';
import { webhooksQuery } from '../admin/webhooks/webhook-calls.ts';
import { mayI, useMe } from '../app/me.ts';
import { type ChoicesOf, useChoices } from '../conditions/choices.ts';
import { fieldsQuery } from '../tickets/calls.ts';
import { nameIn } from '../tickets/words.ts';

/** What the params of actions can be: what conditions know, and beside it people of several kinds and webhooks. */
export function useActionChoices(conditions: readonly Condition[] = []): ChoicesOf {
  const known = useChoices(conditions);
  const me = useMe();
  const { data: webhooks = [] } = useQuery({ ...webhooksQuery, enabled: mayI(me, 'webhooks.manage') });
  const { data: policies = [] } = useQuery({ ...slaPoliciesQuery, enabled: mayI(me, 'sla.manage') });
  const { data: fields = [] } = useQuery(fieldsQuery);
  return (field) => {
    if (field === 'webhook') return webhooks.map(({ id, name }) => ({ id, label: name }));
    if (field === 'sla_policy') return policies.map(({ id, name }) => ({ id, label: name }));
    if (field === 'field') return fields.filter(inUse).map(({ key, label }) => ({ id: key, label: nameIn(label) }));
    return field === 'people' ? peopleOf(known) : known(field);
  };
}

const inUse = ({ isArchived }: { isArchived: boolean }) => !isArchived;

/** Several at once: by what they are to the ticket, by team, by name. */
export function peopleOf(known: ChoicesOf) {
  const prefixed = (kind: 'agent' | 'team', field: string) =>
    (known(field) ?? []).map(({ id, label }) => ({ id: `${kind}:${id}`, label }));
  return [
    { id: 'assignee', label: t('Whoever has the ticket') },
    { id: 'followers', label: t('Its followers') },
    { id: 'team', label: t('The team of the ticket') },
    { id: 'team_or_admins', label: t('The team of the ticket, or the admins where it has none') },
    ...prefixed('team', 'team'),
    ...prefixed('agent', 'assignee'),
  ];
}
