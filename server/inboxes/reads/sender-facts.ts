import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';
import type { ThreadClues, ThreadFacts } from './thread-facts.ts';

type SenderFacts = { contact: ThreadFacts['contact']; isHeardOf: boolean };

/** What mail that names no ticket needs to know: its senders, and whether its Message-ID was met before. In the order given. */
export async function readSenderFacts(tx: Tx, mails: readonly ThreadClues[]): Promise<SenderFacts[]> {
  const { rows } = await sql<SenderFacts>`
    select case when c.id is not null then json_build_object('id', c.id, 'organizationId', c.organization_id,
        'isNamed', c.name <> '', 'isVerified', i.is_verified) end as contact,
      exists (select from thread_references where external_id = mail.external_id)
        or exists (select from messages where external_id = mail.external_id) as "isHeardOf"
    from unnest(${mails.map(({ sender }) => sender.kind)}::text[], ${mails.map(({ sender }) => sender.value)}::text[],
      ${mails.map(({ externalId }) => externalId)}::text[]) with ordinality as mail (kind, value, external_id, nth)
      left join contact_identities i on i.kind = mail.kind and i.value = mail.value
      left join contacts c on c.id = i.contact_id
    order by mail.nth`.execute(tx);
  return rows;
}
