import type { IdentityKind } from '../../domain/contacts.ts';
import type { FieldChanges } from '../../domain/events.ts';

/** What a row did, as an undo needs to know it: the values before, and what it added. */
export type RowDone = {
  at: string;
  changes: FieldChanges;
  identities: { kind: IdentityKind; value: string }[];
  organizationId: number | null;
};
