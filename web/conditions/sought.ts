import { queryOptions, useQueries } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Contact,
  contactList,
  contactReply,
  Organization,
  organizationList,
  organizationReply,
} from '../../contract/contacts.ts';
import { type Condition, questionsOf } from '../../domain/conditions/condition.ts';
import { fold } from '../../domain/text.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { api } from '../app/api.ts';

/** The fields whose values are too many for a list: people and organizations are found by name or address. */
export const soughtFields = ['requester', 'organization'] as const;
export type SoughtField = (typeof soughtFields)[number];
/** Whom a choice means: its name and, as detail, the address that nobody else has. */
export type Named = Record<SoughtField, Choice[]>;

export function isSought(field: string): field is SoughtField {
  return (soughtFields as readonly string[]).includes(field);
}

const few = 20;

export const foundQuery = (field: SoughtField, words: string) =>
  queryOptions({
    queryKey: ['found', field, words] as const,
    queryFn: ({ signal }) => kinds[field].find(words, signal),
    staleTime: 15_000,
    retry: false,
  });

export const namedQuery = (field: SoughtField, id: string) =>
  queryOptions({
    queryKey: ['named', field, id] as const,
    queryFn: ({ signal }) => kinds[field].read(id, signal),
    staleTime: 60_000,
    retry: false,
  });

type Kind = {
  find(words: string, signal: AbortSignal): Promise<Choice[]>;
  read(id: string, signal: AbortSignal): Promise<Choice>;
};

const kinds: Record<SoughtField, Kind> = {
  requester: {
    async find(q, signal) {
      const { contacts } = await api.get<z.infer<typeof contactList>>('/api/contacts', { q, limit: few }, signal);
      return contacts.map(personAs);
    },
    async read(id, signal) {
      return personAs((await api.get<z.infer<typeof contactReply>>(`/api/contacts/${id}`, undefined, signal)).contact);
    },
  },
  organization: {
    async find(q, signal) {
      const found = await api.get<z.infer<typeof organizationList>>('/api/organizations', { q, limit: few }, signal);
      return found.organizations.map(companyAs);
    },
    async read(id, signal) {
      const path = `/api/organizations/${id}`;
      return companyAs((await api.get<z.infer<typeof organizationReply>>(path, undefined, signal)).organization);
    },
  },
};

function personAs({ id, name, identities }: Contact): Choice {
  const address = (identities.find(({ kind }) => kind === 'email') ?? identities[0])?.value;
  return choiceOf(id, name || (address ?? id), address);
}

function companyAs({ id, name, domains }: Organization): Choice {
  return choiceOf(id, name, domains[0]);
}

function choiceOf(id: string, label: string, detail: string | undefined): Choice {
  return detail === undefined || detail === label ? { id, label } : { id, label, detail };
}

/** Everybody whom these conditions name, once they are read. */
export function useNamed(conditions: readonly Condition[]): Named {
  const asked = namedIn(conditions);
  const found = useQueries({ queries: asked.map(({ field, id }) => namedQuery(field, id)) });
  const of = (field: SoughtField) =>
    asked.flatMap((one, at) => (one.field === field && found[at]?.data ? [found[at].data] : []));
  return { requester: of('requester'), organization: of('organization') };
}

function namedIn(conditions: readonly Condition[]): { field: SoughtField; id: string }[] {
  const named = conditions
    .flatMap(questionsOf)
    .flatMap(({ field, value }) =>
      isSought(field) ? [value].flat().map((id) => ({ field, id: String(id ?? '') })) : [],
    );
  const unique = new Map(named.filter(({ id }) => id !== '').map((one) => [`${one.field} ${one.id}`, one]));
  return [...unique.values()];
}

/** Of those found the one that is called just so: by address before by name, and nobody where several are. */
export function calledSo(found: readonly Choice[], words: string): Choice | undefined {
  const asked = fold(words);
  const byAddress = found.filter(({ detail }) => detail !== undefined && fold(detail) === asked);
  const all = byAddress.length > 0 ? byAddress : found.filter(({ label }) => fold(label) === asked);
  return all.length === 1 ? all[0] : undefined;
}
