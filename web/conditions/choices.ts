import { useQuery } from '@tanstack/react-query';
import type { Field } from '../../contract/fields.ts';
import { grades } from '../../domain/conditions/catalogue.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { ownFieldId } from '../../domain/conditions/custom-fields.ts';
import { priorities, statusCategories } from '../../domain/tickets/ticket.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { channelsQuery, inboxesQuery } from '../admin/calls.ts';
import { useMay } from '../app/me.ts';
import { agentsQuery, statusesQuery, teamsQuery, topicsQuery } from '../tickets/calls.ts';
import { topicChoices } from '../tickets/topic-choices.ts';
import { channelName, nameIn, priorityName, statusName } from '../tickets/words.ts';
import { fieldsQuery } from './calls.ts';
import { useNamed } from './sought.ts';

/** What a field can be, by its id; undefined where its values are typed. Of `ownFields`: the fields that this desk made. */
export type ChoicesOf = (field: string) => Choice[] | undefined;
export const ownFields = 'field';

const languages = ['pt-BR', 'pt', 'en', 'es', 'fr', 'de', 'it', 'nl', 'ja', 'zh'];

/** `conditions`: those on screen, whose people and organizations are learned by name. */
export function useChoices(conditions: readonly Condition[] = []): ChoicesOf {
  const named: Record<string, Choice[]> = {
    ...useNamed(conditions),
    status: (useQuery(statusesQuery).data ?? []).map(({ slug, name }) => ({ id: slug, label: nameIn(name) })),
    topic: topicChoices(useQuery(topicsQuery).data ?? []),
    team: (useQuery(teamsQuery).data ?? []).map(byName),
    assignee: (useQuery(agentsQuery).data ?? []).map(byName),
    inbox: (useQuery({ ...inboxesQuery, enabled: useMay('inboxes.manage') }).data ?? []).map(byName),
    status_category: statusCategories.map((id) => ({ id, label: statusName(id, undefined) })),
    priority: priorities.map((id) => ({ id, label: priorityName(id) })),
    channel: (useQuery(channelsQuery).data ?? []).map(({ id }) => ({ id, label: channelName(id) })),
    impact: grades.map((id) => ({ id, label: gradeName(id) })),
    urgency: grades.map((id) => ({ id, label: gradeName(id) })),
    requester_language: languages.map((id) => ({ id, label: languageName(id) })),
    language: languages.map((id) => ({ id, label: languageName(id) })),
  };
  Object.assign(named, choicesOfOwn(useQuery(fieldsQuery).data ?? []));
  return (field) => (Object.hasOwn(named, field) ? named[field] : undefined);
}

/** The same for what an agent asks, who may mean themselves. */
export function withMe(choicesOf: ChoicesOf): ChoicesOf {
  return (field) => {
    const choices = choicesOf(field);
    if (field === 'assignee') return [{ id: 'me', label: t('me') }, ...(choices ?? [])];
    if (field === 'team') return [{ id: 'my_teams', label: t('one of my teams') }, ...(choices ?? [])];
    return choices;
  };
}

/** The fields that this desk made, and what those of lists can be. Archived ones too: tickets may have them. */
export function choicesOfOwn(fields: readonly Field[]): Record<string, Choice[]> & { [ownFields]: Choice[] } {
  const listed = fields.filter(({ choices }) => choices.length > 0);
  const own = listed.map((field) => [
    ownFieldId(field),
    field.choices.map((choice) => ({ id: choice.key, label: nameIn(choice.label) })),
  ]);
  const named = fields.map((field) => ({ id: ownFieldId(field), label: ownName(field) }));
  return { ...Object.fromEntries(own), [ownFields]: named };
}

function ownName({ holder, label }: Field): string {
  if (holder === 'ticket') return nameIn(label);
  const field = nameIn(label);
  return holder === 'contact' ? t('{field} of the requester', { field }) : t('{field} of the organization', { field });
}

const byName = ({ id, name }: { id: string; name: string }): Choice => ({ id, label: name });

function languageName(code: string): string {
  return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code) ?? code;
}

function gradeName(grade: (typeof grades)[number]): string {
  if (grade === 'high') return t('High');
  return grade === 'medium' ? t('Medium') : t('Low');
}
