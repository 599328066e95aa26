import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { fieldList } from '../../contract/fields.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { api } from '../app/api.ts';
import { nameIn } from '../tickets/words.ts';

const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: ({ signal }) => api.get<z.infer<typeof fieldList>>('/api/fields', undefined, signal),
  select: ({ fields }) => fields,
});

/** The desk's own fields that are in use, as choices by their key. */
export function useFieldChoices(): Choice[] {
  const { data: fields = [] } = useQuery(fieldsQuery);
  return fields.filter(({ isArchived }) => !isArchived).map(({ key, label }) => ({ id: key, label: nameIn(label) }));
}

export function useFieldName(): (key: string) => string {
  const { data: fields = [] } = useQuery(fieldsQuery);
  return (key) => nameIn(fields.find((field) => field.key === key)?.label ?? { en: key });
}
