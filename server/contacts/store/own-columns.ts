import { foldedFields } from '../../../domain/fields/folded.ts';

/** Values of the desk's own fields as they are kept, of contacts and organizations alike. */
export function ownColumns(values: Readonly<Record<string, unknown>>) {
  return { custom_fields: JSON.stringify(values), custom_fields_folded: foldedFields(values) };
}
