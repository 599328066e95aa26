import { useQuery } from '@tanstack/react-query';
import type { Condition } from '../../domain/conditions/condition.ts';
import { priorities, statusCategories } from '../../domain/tickets/ticket.ts';
import { channelsQuery } from '../admin/calls.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { useNamed } from '../conditions/sought.ts';
import { agentsQuery, statusesQuery, teamsQuery, topicsQuery } from '../tickets/calls.ts';
import { channelName, nameIn, priorityName, statusName } from '../tickets/words.ts';
import { peopleOf } from './action-choices.ts';

/** What the values of a trace are called, as far as every agent may know it; inboxes are an admin's to list. */
export function useNames(conditions: readonly Condition[] = []): ChoicesOf {
  const found = useNamed(conditions);
  const { data: statuses = [] } = useQuery(statusesQuery);
  const { data: topics = [] } = useQuery(topicsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: channels = [] } = useQuery(channelsQuery);
  const named: Record<string, { id: string; label: string }[]> = {
    ...found,
    status: statuses.map(({ slug, name }) => ({ id: slug, label: nameIn(name) })),
    topic: topics.map(({ id, name }) => ({ id, label: nameIn(name) })),
    team: teams.map(({ id, name }) => ({ id, label: name })),
    assignee: agents.map(({ id, name }) => ({ id, label: name })),
    status_category: statusCategories.map((id) => ({ id, label: statusName(id, undefined) })),
    priority: priorities.map((id) => ({ id, label: priorityName(id) })),
    channel: channels.map(({ id }) => ({ id, label: channelName(id) })),
  };
  return (field) => (field === 'people' ? peopleOf((other) => named[other]) : named[field]);
}
