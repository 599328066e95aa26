import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Catalogue, catalogueWith } from '../../domain/conditions/catalogue.ts';
import type { Names } from '../../domain/conditions/text/speech.ts';
import { fold } from '../../domain/text.ts';
import { fieldsQuery } from './calls.ts';
import { type ChoicesOf, useChoices } from './choices.ts';

/** What conditions can speak of on this desk: its fields, and what their values are called. */
export type ConditionWorld = { catalogue: Catalogue; choicesOf: ChoicesOf; names: Names };

export function useConditionWorld(): ConditionWorld {
  const choicesOf = useChoices();
  const { data: fields } = useQuery(fieldsQuery);
  const catalogue = useMemo(() => catalogueWith(fields ?? []), [fields]);
  return { catalogue, choicesOf, names: namesOf(choicesOf) };
}

function namesOf(choicesOf: ChoicesOf): Names {
  return {
    nameOf: (field, key) => choicesOf(field)?.find(({ id }) => id === key)?.label,
    keyOf: (field, name) => {
      const choices = choicesOf(field) ?? [];
      const asked = fold(name);
      const found = choices.filter(({ id, label }) => id === name || fold(label) === asked);
      return found.length === 1 ? found[0]?.id : choices.find(({ id }) => id === name)?.id;
    },
  };
}
