import { z } from 'zod';
import { plainTargets, type Target } from '../domain/contact-imports/columns.ts';
import { instant, locale, next, page, publicId } from './common.ts';

// Paths: GET, POST /api/contact-imports · GET, DELETE /api/contact-imports/:contactImportId · PUT .../columns · GET .../rows ·
// GET .../errors.csv · POST .../start · POST .../stop · POST .../undo.

/** What a column says of a contact; `field:<key>` is an own field. Null: it is left out. */
const target = z
  .union([z.enum(plainTargets), z.string().regex(/^field:[a-z][a-z0-9_]{0,49}$/)])
  .transform((name) => name as Target);
const count = z.int().min(0);

/** `draft`: read and not begun. An undo takes back what the rows did, row by row. */
export const importStates = ['draft', 'running', 'stopped', 'done', 'undoing', 'undone'] as const;
/** What a row would do. */
export const rowPlans = ['new', 'changed', 'same', 'error'] as const;
/** What a row did; `left`: an undo came too late for it, somebody changed or used the contact since. */
export const rowStates = ['waiting', 'made', 'changed', 'same', 'failed', 'undone', 'left'] as const;

export const contactImport = z.strictObject({
  id: publicId,
  fileName: z.string(),
  /** How the file was read. */
  source: z.strictObject({
    format: z.enum(['csv', 'xlsx']),
    delimiter: z.string().nullable(),
    encoding: z.string().nullable(),
  }),
  /** Each with its heading and what stands in its first rows. */
  columns: z.array(z.strictObject({ heading: z.string(), sample: z.array(z.string()), target: z.string().nullable() })),
  hasHeadings: z.boolean(),
  state: z.enum(importStates),
  /** How many rows there are, what they would do, and what came of them. */
  total: count,
  plans: z.record(z.enum(rowPlans), count),
  results: z.record(z.enum(rowStates), count),
  by: z.string().nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type ContactImport = z.infer<typeof contactImport>;
export const contactImportReply = z.strictObject({ contactImport });
export const contactImportList = z.strictObject({ contactImports: z.array(contactImport) });
export const contactImportParams = z.strictObject({ contactImportId: publicId });

/** With the file itself as the body. `language`: the one days and numbers are written in. */
export const newContactImportQuery = z.strictObject({
  name: z.string().trim().max(200).default(''),
  language: locale.default('en'),
});
export const importColumnsBody = z.strictObject({
  columns: z.array(target.nullable()).min(1).max(100),
  hasHeadings: z.boolean(),
});

export const importRowsQuery = z.strictObject({
  plan: z.enum(rowPlans).optional(),
  state: z.enum(rowStates).optional(),
  ...page,
});
const problem = z.strictObject({ code: z.string(), values: z.record(z.string(), z.string()) });
export const importRow = z.strictObject({
  /** The number of the row in the file. */
  row: z.int(),
  cells: z.array(z.string()),
  plan: z.enum(rowPlans).nullable(),
  state: z.enum(rowStates),
  /** The contact it made or would change. */
  contactId: publicId.nullable(),
  /** Names of the values it gives to a contact: `name`, `email`, `field:plan` ... */
  changes: z.array(z.string()),
  /** Why it cannot be taken, or was left. */
  problems: z.array(problem),
});
export type ImportRow = z.infer<typeof importRow>;
export const importRows = z.strictObject({ rows: z.array(importRow), next });
