import { sql } from 'kysely';
import type { Organization } from '../../../contract/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import { fold } from '../../../domain/text.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { containing, hasOwnText } from './contacts.ts';

type Row = Omit<Organization, 'createdAt' | 'isVip'> & { row_id: number; is_vip: boolean; created_at: Date };

const columns = sql`organizations.id as row_id, organizations.uuid as id, organizations.name, organizations.is_vip,
  organizations.notes, organizations.custom_fields as fields, organizations.created_at,
  array(select domain from organization_domains d where d.organization_id = organizations.id order by domain) as domains`;

/** Organizations, newest first; `q` is part of a name or domain. */
export async function listOrganizations(
  db: Db,
  query: { q?: string | undefined; limit: number; after?: string | undefined },
) {
  const before = query.after === undefined ? null : Number(query.after) || 0;
  const words = query.q?.trim() ?? '';
  const named =
    words === ''
      ? sql`true`
      : sql`(name_folded like ${containing(fold(words))} or ${hasOwnText(words)} or exists (select 1 from organization_domains d
          where d.organization_id = organizations.id and domain like ${containing(words.toLowerCase())}))`;
  const { rows } = await sql<Row>`
    select ${columns} from organizations
    where (${before}::bigint is null or organizations.id < ${before}) and ${named}
    order by organizations.id desc limit ${query.limit + 1}`.execute(db);
  const organizations = rows.slice(0, query.limit);
  const next = rows.length > query.limit ? String(organizations.at(-1)?.row_id) : null;
  return { organizations: organizations.map(shown), next };
}

export async function getOrganization(db: Db | Tx, organizationId: string): Promise<Organization> {
  const { rows } = await sql<Row>`select ${columns} from organizations where uuid = ${organizationId}`.execute(db);
  if (!rows[0]) throw organizationNotFound();
  return shown(rows[0]);
}

export function organizationNotFound(): AppError {
  return new AppError('not_found', 'organization_not_found', 'There is no such organization.');
}

function shown({ row_id, is_vip, created_at, ...row }: Row): Organization {
  return { ...row, isVip: is_vip, createdAt: created_at.toISOString() };
}
