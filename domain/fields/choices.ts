import type { Translated } from '../translated.ts';
import { type FieldChoice, freeKey, keyOf } from './field.ts';

/** A choice as an admin wrote it; one without a key is new. */
export type AskedChoice = { key?: string | undefined; label: Translated };

/**
 * The choices of a field after an edit. A new one gets a key from its label. One that was left out is archived where values may
 * have it, so that they keep their label; else it is gone.
 */
export function keepChoices(
  before: readonly FieldChoice[],
  asked: readonly AskedChoice[],
  { isUsed }: { isUsed: boolean },
): FieldChoice[] {
  const used = new Set(before.map(({ key }) => key));
  const kept = asked.map(({ key, label }): FieldChoice => {
    if (key !== undefined && used.has(key)) return { key, label, isArchived: false };
    const free = freeKey(keyOf(key ?? label.en), used);
    used.add(free);
    return { key: free, label, isArchived: false };
  });
  const leftOut = before.filter((choice) => !kept.some(({ key }) => key === choice.key));
  return isUsed ? [...kept, ...leftOut.map((choice) => ({ ...choice, isArchived: true }))] : kept;
}
