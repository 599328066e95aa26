import { guessColumns, looksLikeHeadings } from '../../../../domain/contact-imports/columns.ts';
import type { AgentActor } from '../../../../domain/permissions.ts';
import { fieldDefinitions } from '../../../fields/reads.ts';
import { transaction } from '../../../platform/database/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { insertImport, insertImportRows, lockImport } from '../../store/imports.ts';
import { readTable } from '../../tables/read-table.ts';
import { planImport } from './plan.ts';

// Contacts from a table: read here, seen and mapped (plan.ts), begun, stopped and taken back (change.ts), written by a job (run.ts).

type Given = { actor: AgentActor; bytes: Uint8Array; name: string; language: string };
const sampled = 50;

/** Reads a file and says what each of its rows would do; nothing is done yet. Answers with the import's public id. */
export async function beginImport(p: Platform, { actor, bytes, name, language }: Given): Promise<string> {
  const table = await readTable(bytes);
  const [first = []] = table.rows;
  return transaction(p.db, async (tx) => {
    const fields = (await fieldDefinitions(tx, 'contact')).filter(({ isArchived }) => !isArchived);
    const hasHeadings = looksLikeHeadings(first);
    const headings = hasHeadings ? first : first.map(() => '');
    const columns = guessColumns(headings, { sample: table.rows.slice(hasHeadings ? 1 : 0, sampled), fields });
    const given = { agentId: actor.id, fileName: name, source: table.source, columns, hasHeadings, language };
    const { id, uuid } = await insertImport(tx, { ...given, at: p.clock.now() });
    await insertImportRows(tx, id, table);
    await planImport(tx, await lockImport(tx, uuid));
    return uuid;
  });
}
