import { sql } from 'kysely';
import type { NameState } from '../../channels/channel.ts';
import type { Db } from '../../platform/platform.ts';

/** What became of each mail of a mailbox whose numbers do not last, by the name its server gives it. */
export async function namesMet(db: Db, mailboxId: number): Promise<Map<string, NameState>> {
  const rows = await db
    .selectFrom('mailbox_names')
    .select(['name', 'state'])
    .where('mailbox_id', '=', mailboxId)
    .execute();
  return new Map(rows.map(({ name, state }) => [name, state as NameState]));
}

export async function noteNames(
  db: Db,
  mailboxId: number,
  { names, state }: { names: readonly string[]; state: NameState },
): Promise<void> {
  if (names.length === 0) return;
  await sql`insert into mailbox_names (mailbox_id, name, state)
    select ${mailboxId}, unnest(${names as string[]}::text[]), ${state}
    on conflict (mailbox_id, name) do update set state = excluded.state`.execute(db);
}

/** Those that are stored here and not listed there any more: should they come back, their content is known. */
export async function forgetNames(db: Db, mailboxId: number, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await sql`delete from mailbox_names where mailbox_id = ${mailboxId} and name = any(${names as string[]}::text[])
    and state in ('kept', 'spent')`.execute(db);
}
