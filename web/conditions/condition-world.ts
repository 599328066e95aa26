import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Catalogue, catalogueWith } from '../../domain/conditions/catalogue.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import type { Names } from '../../domain/conditions/text/speech.ts';
import { fold } from '../../domain/text.ts';
import { fieldsQuery } from './calls.ts';
import { type ChoicesOf, useChoices, withMe } from './choices.ts';
import { calledSo, isSought } from './sought.ts';

/** What conditions can speak of on this desk: its fields, and what their values are called. */
export type ConditionWorld = { catalogue: Catalogue; choicesOf: ChoicesOf; names: Names };

/** `isPersonal`: an agent asks, who may be meant by "me". */
export function useConditionWorld(condition: Condition, isPersonal = false): ConditionWorld {
  const choicesOf = useChoices([condition]);
  const { data: fields } = useQuery(fieldsQuery);
  const catalogue = useMemo(() => catalogueWith(fields ?? []), [fields]);
  return { catalogue, choicesOf: isPersonal ? withMe(choicesOf) : choicesOf, names: namesOf(choicesOf) };
}

/** Names as texts write them. A person is written by the address, which nobody else has; the name is understood too. */
export function namesOf(choicesOf: ChoicesOf): Names {
  return {
    nameOf(field, key) {
      const named = choicesOf(field)?.find(({ id }) => id === key);
      return field === 'requester' ? (named?.detail ?? named?.label) : named?.label;
    },
    keyOf(field, name) {
      const choices = choicesOf(field) ?? [];
      if (isSought(field)) return (choices.find(({ id }) => id === name) ?? calledSo(choices, name))?.id;
      const asked = fold(name);
      const found = choices.filter(({ id, label }) => id === name || fold(label) === asked);
      return found.length === 1 ? found[0]?.id : choices.find(({ id }) => id === name)?.id;
    },
  };
}
