import { sql } from 'kysely';
import type { AutomaticFacts } from '../../../domain/automatic-mail.ts';
import type { Tx } from '../../platform/platform.ts';

export type AutomaticKind = 'confirmation' | 'notification' | 'reply' | 'mail';

type Known = Pick<AutomaticFacts, 'isOurs' | 'isSuppressed'> & {
  toAddress: Date[];
  onTicket: Date[];
  lastHour: number;
};

/** Holds everybody else who would write to this address by itself, until the transaction ends. */
export async function lockAddress(tx: Tx, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('automatic mail ' || ${address}::text, 0))`.execute(tx);
}

/** What the caps count, in one statement. A tag after `+` makes an address of ours no other. */
export async function readAutomatic(
  tx: Tx,
  asked: { address: string; ticketId: number; ours: string; at: Date },
): Promise<Known> {
  const { address, ticketId, ours, at } = asked;
  const plain = address.replace(/\+[^@]*(?=@[^@]*$)/, '');
  const since = (interval: string) => sql`${at}::timestamptz - ${interval}::interval`;
  const { rows } = await sql<Omit<Known, 'toAddress' | 'onTicket'> & { toAddress: string[]; onTicket: string[] }>`
    select ${ours}::text in (${address}, ${plain})
        or exists (select from inbox_addresses where address in (${address}, ${plain})) as "isOurs",
      exists (select from suppressions where address = ${address}) as "isSuppressed",
      array(select to_json(at) #>> '{}' from automatic_mail where address = ${address} and at > ${since('1 day')}
        order by at desc limit 500) as "toAddress",
      array(select to_json(at) #>> '{}' from automatic_mail where ticket_id = ${ticketId} and at > ${since('1 hour')}
        order by at desc limit 100) as "onTicket",
      (select count(*)::int from automatic_mail where at > ${since('1 hour')}) as "lastHour"`.execute(tx);
  const [row] = rows as [(typeof rows)[number]];
  const dates = (texts: string[]) => texts.map((text) => new Date(text));
  return { ...row, toAddress: dates(row.toAddress), onTicket: dates(row.onTicket) };
}

/** The median of last week's hours in which the desk wrote anything by itself, the last one aside. */
export async function usualHour(tx: Tx, at: Date): Promise<number> {
  const { rows } = await sql<{ usual: number | null }>`
    select percentile_cont(0.5) within group (order by mails)::float8 as usual from (
      select count(*) as mails from automatic_mail
      where at > ${at}::timestamptz - interval '7 days' and at <= ${at}::timestamptz - interval '1 hour'
      group by date_trunc('hour', at)) hours`.execute(tx);
  return rows[0]?.usual ?? 0;
}

export async function countAutomatic(
  tx: Tx,
  mail: { kind: AutomaticKind; address: string; ticketId: number; at: Date },
): Promise<void> {
  const { kind, address, ticketId, at } = mail;
  await tx.insertInto('automatic_mail').values({ kind, address, ticket_id: ticketId, at }).execute();
}

/** True once an hour: the first time somebody asks. */
export async function isBreakerNews(tx: Tx, at: Date): Promise<boolean> {
  const { rows } = await sql`select from audit_entries
    where action = 'mail.breaker' and at > ${at}::timestamptz - interval '1 hour' limit 1`.execute(tx);
  return rows.length === 0;
}

export async function forgetCounted(tx: Tx, before: Date): Promise<void> {
  await sql`delete from automatic_mail where at < ${before}`.execute(tx);
}
