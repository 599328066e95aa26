import { useQuery } from '@tanstack/react-query';
import type { Choice } from '../../../ui/Choices.tsx';
import { fieldsQuery } from '../../tickets/calls.ts';
import { nameIn } from '../../tickets/words.ts';

/** The desk's own fields that are in use, as choices by their key. */
export function useFieldChoices(): Choice[] {
  const { data: fields = [] } = useQuery(fieldsQuery);
  return fields.filter(({ isArchived }) => !isArchived).map(({ key, label }) => ({ id: key, label: nameIn(label) }));
}

export function useFieldName(): (key: string) => string {
  const { data: fields = [] } = useQuery(fieldsQuery);
  return (key) => nameIn(fields.find((field) => field.key === key)?.label ?? { en: key });
}
