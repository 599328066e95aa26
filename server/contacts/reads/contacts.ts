import { type RawBuilder, sql } from 'kysely';
import type { Contact } from '../../../contract/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import { readTaxId } from '../../../domain/fields/tax-id.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { fold } from '../../../domain/text.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

type Row = Omit<Contact, 'createdAt' | 'timeZone' | 'tickets'> & {
  row_id: number;
  time_zone: string | null;
  created_at: Date;
};

const columns = sql`contacts.id as row_id, contacts.uuid as id, contacts.name, contacts.language, contacts.time_zone,
  contacts.notes, contacts.custom_fields as fields, contacts.created_at,
  coalesce((select json_agg(json_build_object('kind', kind, 'value', value, 'isVerified', is_verified) order by i.id)
    from contact_identities i where i.contact_id = contacts.id), '[]') as identities,
  (select json_build_object('id', o.uuid, 'name', o.name, 'isVip', o.is_vip)
    from organizations o where o.id = contacts.organization_id) as organization`;

type Query = { q?: string | undefined; organization?: string | undefined; limit: number; after?: string | undefined };

/** Contacts, newest first; `q` is part of a name, address or number. */
export async function listContacts(db: Db, query: Query) {
  const before = query.after === undefined ? null : Number(query.after) || 0;
  const { rows } = await sql<Row>`
    select ${columns} from contacts
    where contacts.merged_into is null and (${before}::bigint is null or contacts.id < ${before})
      and ${ofOrganization(query.organization)} and ${named(query.q)}
    order by contacts.id desc limit ${query.limit + 1}`.execute(db);
  const contacts = rows.slice(0, query.limit);
  const next = rows.length > query.limit ? String(contacts.at(-1)?.row_id) : null;
  return { contacts: contacts.map(shown), next };
}

/**
 * One contact with the newest of its tickets that the actor sees. Who may not read contacts still sees the requester of a
 * ticket in his scope; any other contact is, for him, not there. One that was merged is the one it went into.
 */
export async function getContact(db: Db, actor: AgentActor, contactId: string): Promise<Contact> {
  const { rows } = await sql<Row & Required<Pick<Contact, 'tickets' | 'merged'>>>`
    with recursive asked as (
      select id, merged_into from contacts where uuid = ${contactId}
      union select c.id, c.merged_into from contacts c join asked on c.id = asked.merged_into
    )
    select ${columns}, coalesce((select json_agg(json_build_object('number', number, 'subject', subject, 'status', status,
        'createdAt', to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by number desc)
      from (select tickets.number, tickets.subject, tickets.created_at, statuses.slug as status
        from tickets join statuses on statuses.id = tickets.status_id
        where tickets.requester_id = contacts.id and ${inScope(actor)}
        order by tickets.id desc limit 10) newest), '[]') as tickets,
      coalesce((select json_agg(json_build_object('id', other.uuid, 'name', other.name,
          'at', to_char(m.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by m.id)
        from contact_merges m join contacts other on other.id = m.contact_id
        where m.into_contact_id = contacts.id and m.undone_at is null), '[]') as merged
    from contacts where contacts.id = (select id from asked where merged_into is null)`.execute(db);
  const found = rows[0];
  if (!found || (!may(actor, 'contacts.read') && found.tickets.length === 0)) throw contactNotFound();
  return { ...shown(found), tickets: found.tickets, merged: found.merged };
}

export function contactNotFound(): AppError {
  return new AppError('not_found', 'contact_not_found', 'There is no such contact.');
}

function ofOrganization(uuid: string | undefined): RawBuilder<boolean> {
  if (uuid === undefined) return sql`true`;
  return sql`contacts.organization_id = (select id from organizations where uuid = ${uuid})`;
}

function named(q: string | undefined): RawBuilder<boolean> {
  const words = q?.trim() ?? '';
  if (words === '') return sql`true`;
  return sql`contacts.id in (
    select id from contacts where name_folded like ${containing(fold(words))}
    union select contact_id from contact_identities where value like ${containing(words.toLowerCase())}
    union select id from contacts where ${hasOwnText(words)})`;
}

/** A text among the values of own fields holds these words, or the tax id they are. */
export function hasOwnText(words: string): RawBuilder<boolean> {
  const text = readTaxId(words)?.toLowerCase() ?? fold(words);
  // Quotes and backslashes stand escaped in the list of texts.
  return sql`(own_texts like ${containing(JSON.stringify(text).slice(1, -1))} and own_texts <> '[]')`;
}

/** A LIKE pattern for texts that contain these words as they are. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function shown({ row_id, time_zone, created_at, ...row }: Row): Contact {
  return { ...row, timeZone: time_zone, createdAt: created_at.toISOString() };
}
