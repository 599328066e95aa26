import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A table that waits to be begun, and one that was written. */
export async function makeContactImports(desk: Desk, of: { marker: string; ownerId: number }) {
  const [draft, done] = [
    await insertImport(desk, { ...of, state: 'draft' }),
    await insertImport(desk, { ...of, state: 'done' }),
  ];
  return { contactImportId: draft, doneContactImportId: done };
}

type Given = { marker: string; ownerId: number; state: 'draft' | 'done' };

async function insertImport({ db, clock }: Desk, { marker, ownerId, state }: Given): Promise<string> {
  const source = JSON.stringify({ format: 'csv', delimiter: ',', encoding: 'utf-8' });
  const { id, uuid } = await db
    .insertInto('contact_imports')
    .values({
      uuid: newId(),
      agent_id: ownerId,
      file_name: `${marker}.csv`,
      source,
      columns: JSON.stringify(['email']),
      has_headings: false,
      language: 'en',
      state,
      created_at: clock.now(),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const cells = JSON.stringify([`${marker}@table.example`]);
  await db.insertInto('contact_import_rows').values({ import_id: id, place: 1, cells, plan: 'new' }).execute();
  return uuid;
}
