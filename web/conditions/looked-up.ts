import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { parseCondition } from '../../domain/conditions/text/parse.ts';
import type { Names, Speech } from '../../domain/conditions/text/speech.ts';
import { namesOf } from './condition-world.ts';
import { useSettled } from './settled.ts';
import { calledSo, foundQuery, isSought, type Named, namedQuery, type SoughtField } from './sought.ts';

type Parsed = ReturnType<typeof parseCondition>;
type Sought = { field: SoughtField; words: string };

/**
 * Reads a text that may name people and organizations which the form has not met yet: each is looked up, and then the text is
 * read again. `onRead` is told when that made a condition of it.
 */
export function useParsed(text: string, speech: Speech, onRead: (parsed: Parsed) => void) {
  const [met, setMet] = useState<Named>({ requester: [], organization: [] });
  const parsed = parseCondition(text, knowing(speech, met));
  const sought = soughtIn(parsed);
  const settled = useSettled(sought);
  const client = useQueryClient();
  const { data, isFetching } = useQuery({
    ...foundQuery(settled?.field ?? 'requester', settled?.words ?? ''),
    enabled: settled !== null,
  });
  const found = settled && data ? calledSo(data, settled.words) : undefined;
  const isStillSought = sought !== null && sought.field === settled?.field && sought.words === settled.words;
  useEffect(() => {
    if (!found || !settled || !isStillSought) return;
    client.setQueryData(namedQuery(settled.field, found.id).queryKey, found);
    const more = { ...met, [settled.field]: [...met[settled.field], found] };
    setMet(more);
    onRead(parseCondition(text, knowing(speech, more)));
  });
  return { parsed, isLooking: sought !== null && (!isStillSought || isFetching || found !== undefined) };
}

function soughtIn(parsed: Parsed): Sought | null {
  if (!('problem' in parsed) || parsed.problem.code !== 'unknown_value') return null;
  const { id = '', value = '' } = parsed.problem.values;
  return isSought(id) ? { field: id, words: value } : null;
}

function knowing(speech: Speech, met: Named): Speech {
  const also = namesOf((field) => (isSought(field) ? met[field] : undefined));
  const names: Names = {
    nameOf: (field, key) => speech.names.nameOf(field, key) ?? also.nameOf(field, key),
    keyOf: (field, name) => speech.names.keyOf(field, name) ?? also.keyOf(field, name),
  };
  return { ...speech, names };
}
