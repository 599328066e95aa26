import { useQuery } from '@tanstack/react-query';
import { priorities, statusCategories } from '../../domain/tickets/ticket.ts';
import { currentLanguage } from '../../locales/translate.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { channelsQuery, inboxesQuery } from '../admin/calls.ts';
import { agentsQuery, statusesQuery, teamsQuery, topicsQuery } from '../tickets/calls.ts';
import { channelName, nameIn, priorityName, statusName } from '../tickets/words.ts';

/** What a field can be, by its id; undefined where its values are typed. */
export type ChoicesOf = (field: string) => Choice[] | undefined;

const languages = ['pt-BR', 'pt', 'en', 'es', 'fr', 'de', 'it', 'nl', 'ja', 'zh'];

export function useChoices(): ChoicesOf {
  const named: Record<string, Choice[]> = {
    status: (useQuery(statusesQuery).data ?? []).map(({ slug, name }) => ({ id: slug, label: nameIn(name) })),
    topic: (useQuery(topicsQuery).data ?? []).map(({ id, name }) => ({ id, label: nameIn(name) })),
    team: (useQuery(teamsQuery).data ?? []).map(byName),
    assignee: (useQuery(agentsQuery).data ?? []).map(byName),
    inbox: (useQuery(inboxesQuery).data ?? []).map(byName),
    status_category: statusCategories.map((id) => ({ id, label: statusName(id, undefined) })),
    priority: priorities.map((id) => ({ id, label: priorityName(id) })),
    channel: (useQuery(channelsQuery).data ?? []).map(({ id }) => ({ id, label: channelName(id) })),
    language: languages.map((id) => ({ id, label: languageName(id) })),
  };
  return (field) => (Object.hasOwn(named, field) ? named[field] : undefined);
}

const byName = ({ id, name }: { id: string; name: string }): Choice => ({ id, label: name });

function languageName(code: string): string {
  return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code) ?? code;
}
