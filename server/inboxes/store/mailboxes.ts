import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { MailboxPosition } from '../../channels/channel.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** A folder that is followed. `askedAt` is when somebody last asked to look now. */
export type MailboxRow = { id: number; position: MailboxPosition; askedAt: Date | null };

type Row = {
  id: number;
  epoch: number;
  uidvalidity: number | null;
  last_uid: number;
  history_uid: number;
  connected_at: Date | null;
  fetch_asked_at: Date | null;
};

/** The row of one folder of one account; made when it is first followed. */
export async function mailboxOf(
  db: Db,
  { inboxId, account, folder }: { inboxId: number; account: string; folder: string },
): Promise<MailboxRow> {
  const { rows } = await sql<Row>`
    with made as (
      insert into mailboxes (inbox_id, account, folder) values (${inboxId}, ${account}, ${folder})
      on conflict do nothing returning *
    )
    select id, epoch, uidvalidity, last_uid, history_uid, connected_at, fetch_asked_at from made
    union all
    select id, epoch, uidvalidity, last_uid, history_uid, connected_at, fetch_asked_at from mailboxes
    where inbox_id = ${inboxId} and account = ${account} and folder = ${folder}
    limit 1`.execute(db);
  const row = rows[0];
  if (!row) throw new AppError('unavailable', 'mailbox_busy', 'Another process makes this mailbox just now.');
  return { id: row.id, position: positionOf(row), askedAt: row.fetch_asked_at };
}

function positionOf(row: Row): MailboxPosition {
  return {
    epoch: row.epoch,
    uidValidity: row.uidvalidity,
    lastUid: row.last_uid,
    historyUid: row.history_uid,
    connectedAt: row.connected_at,
  };
}

/** Only from where it stood: a process that lost its place to another one changes nothing any more. */
export async function moveMailbox(
  db: Db,
  id: number,
  { from, to, at }: { from: MailboxPosition; to: MailboxPosition; at: Date },
): Promise<void> {
  const done = await sql`
    update mailboxes set epoch = ${to.epoch}, uidvalidity = ${to.uidValidity}, last_uid = ${to.lastUid},
      history_uid = ${to.historyUid}, connected_at = ${to.connectedAt}, last_success_at = ${at}
    where id = ${id} and epoch = ${from.epoch} and last_uid = ${from.lastUid}`.execute(db);
  if (done.numAffectedRows === 1n) return;
  throw new AppError('unavailable', 'mailbox_taken_over', 'Another process follows this mailbox now.');
}

/** An inbox of which no folder fails, and that nothing was said against, is well again. */
export async function mailboxStands(
  db: Db,
  id: number,
  { state, at, isUnwell }: { state: 'connecting' | 'fetching' | 'waiting'; at: Date; isUnwell: boolean },
): Promise<void> {
  const isWaiting = state === 'waiting';
  const isWell = isWaiting && !isUnwell;
  await sql`
    with changed as (
      update mailboxes set state = ${state}, state_since = case when state = ${state} then state_since else ${at} end,
        last_success_at = case when ${isWaiting} then ${at} else last_success_at end,
        last_error = case when ${isWell} then null else last_error end,
        last_error_at = case when ${isWell} then null else last_error_at end
      where id = ${id} returning id, inbox_id
    )
    update inboxes set last_error = null, last_error_at = null from changed
    where inboxes.id = changed.inbox_id and ${isWell} and inboxes.last_error is not null
      and not exists (select from mailboxes other where other.inbox_id = inboxes.id and other.id <> changed.id and other.is_followed
        and other.state = 'failing')`.execute(db);
}

export async function mailboxFails(db: Db, id: number, { error, at }: { error: string; at: Date }): Promise<void> {
  await sql`
    with changed as (
      update mailboxes set state_since = case when state = 'failing' then state_since else ${at} end, state = 'failing',
        last_error = ${error}, last_error_at = ${at}
      where id = ${id} returning inbox_id
    )
    update inboxes set last_error = ${error}, last_error_at = ${at} from changed where inboxes.id = changed.inbox_id`.execute(
    db,
  );
}

/** Something to read for an admin; the mailbox is followed all the same. */
export async function mailboxComplains(db: Db, id: number, { error, at }: { error: string; at: Date }): Promise<void> {
  await sql`update inboxes set last_error = ${error}, last_error_at = ${at}
    where id = (select inbox_id from mailboxes where id = ${id})`.execute(db);
}

/** Those the settings name now; of the others only how far they came is kept, should they be named again. */
export async function nameMailboxes(db: Db, ids: readonly number[]): Promise<void> {
  await sql`
    with changed as (
      update mailboxes set is_followed = not is_followed, state = 'connecting', last_error = null, last_error_at = null
      where is_followed <> (id = any(${ids as number[]}::bigint[])) returning inbox_id
    )
    update inboxes set last_error = null, last_error_at = null
    where id in (select inbox_id from changed) and last_error is not null`.execute(db);
}

/** Whoever follows it looks at once. */
export async function askToFetch(db: Db | Tx, { inboxId, at }: { inboxId: number; at: Date }): Promise<void> {
  await sql`update mailboxes set fetch_asked_at = ${at} where inbox_id = ${inboxId}`.execute(db);
}

export async function beginTest(
  db: Db,
  { uuid, inboxId, at }: { uuid: string; inboxId: number; at: Date },
): Promise<void> {
  await sql`
    with old as (delete from inbox_tests where sent_at < ${at}::timestamptz - interval '1 day')
    insert into inbox_tests (uuid, inbox_id, sent_at) values (${uuid}, ${inboxId}, ${at})`.execute(db);
}

export async function readTest(db: Db, uuid: string): Promise<{ hasThread: boolean | null } | null> {
  const { rows } = await sql<{ hasThread: boolean | null }>`
    select has_thread as "hasThread" from inbox_tests where uuid = ${uuid}`.execute(db);
  return rows[0] ?? null;
}

/** Its mail is set aside in the same breath. */
export async function finishTest(
  db: Db,
  { uuid, inboundId, hasThread, at }: { uuid: string; inboundId: number; hasThread: boolean; at: Date },
): Promise<void> {
  await sql`
    with aside as (update inbound set state = 'discarded' where id = ${inboundId} and state = 'received')
    update inbox_tests set received_at = ${at}, has_thread = ${hasThread}
    where uuid = ${uuid} and inbox_id = (select inbox_id from inbound where id = ${inboundId})`.execute(db);
}
