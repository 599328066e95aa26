import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';

/** What the desk's customers are answered in: its own language and those of its inboxes. */
export async function deskLanguages(db: Db): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select coalesce((select value #>> '{}' from settings where key = 'locale'), 'en') as language
    union select language from inboxes where is_active order by 1`.execute(db);
  return rows.map(({ language }) => language);
}
