import type { FieldDefinition, Need } from './field.ts';

/** Values by the key of their field; only whether there is one matters here. */
type Values = Readonly<Record<string, unknown>>;

/** A field on the form of a topic. `neededTo` adds to what the field itself demands, and takes nothing away. */
export type FormField = { key: string; neededTo: Need | null };

/** The stricter of two: what is needed to open a ticket is needed to solve it too. */
export function stricter(one: Need | null, other: Need | null): Need | null {
  if (one === 'open' || other === 'open') return 'open';
  return one ?? other;
}

type Asked = { definition: FieldDefinition; neededTo: Need | null };

/** The fields of a form in its order, each with its definition and what it is needed for; archived ones are not asked. */
export function askedBy(form: readonly FormField[], definitions: readonly FieldDefinition[]): Asked[] {
  return form.flatMap(({ key, neededTo }) => {
    const definition = definitions.find((known) => known.key === key && !known.isArchived);
    return definition === undefined ? [] : [{ definition, neededTo: stricter(neededTo, definition.neededTo) }];
  });
}

/** The fields of a form without which a ticket cannot be opened, or solved. */
export function missingTo(need: Need, asked: readonly Asked[], values: Values): FieldDefinition[] {
  const isNeeded = (neededTo: Need | null) => neededTo === 'open' || (neededTo === 'solve' && need === 'solve');
  return asked
    .filter(({ definition, neededTo }) => isNeeded(neededTo) && values[definition.key] === undefined)
    .map(({ definition }) => definition);
}

/** What a ticket still lacks to be solved: fields, by their labels, and the resolution. */
export type SolveLack = { fields: readonly FieldDefinition['label'][]; resolution: boolean };

/** What a ticket shows: the fields of its topic's form, then those that have a value all the same, in the admin's order. */
export function shownOn(form: readonly FormField[], definitions: readonly FieldDefinition[], values: Values): Asked[] {
  const asked = askedBy(form, definitions);
  const isAsked = (key: string) => asked.some(({ definition }) => definition.key === key);
  const kept = definitions.filter(({ key }) => values[key] !== undefined && !isAsked(key));
  return [...asked, ...kept.map((definition) => ({ definition, neededTo: null }))];
}
