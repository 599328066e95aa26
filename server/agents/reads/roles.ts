import type { z } from 'zod';
import type { role } from '../../../contract/agents.ts';
import type { Role } from '../../../domain/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import { runsTheDesk, scopes } from '../../../domain/permissions.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export async function listRoles(db: Db): Promise<z.infer<typeof role>[]> {
  const rows = await db.selectFrom('roles').selectAll().execute();
  return rows
    .map(({ is_built_in, ...row }) => ({ ...row, isBuiltIn: is_built_in }))
    .sort((a, b) => scopes.indexOf(b.scope) - scopes.indexOf(a.scope) || a.slug.localeCompare(b.slug) * -1);
}

export async function getRole(db: Db | Tx, slug: string): Promise<Role> {
  const found = await db
    .selectFrom('roles')
    .select(['slug', 'permissions', 'scope'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (found) return found;
  throw new AppError('invalid', 'unknown_reference', 'There is no such role.', {
    fields: { role: 'There is no such role.' },
  });
}

/** The roles of those who run the desk (domain/permissions.ts). */
export async function rolesThatRunTheDesk(db: Db | Tx): Promise<string[]> {
  const roles = await db.selectFrom('roles').select(['slug', 'permissions', 'scope']).execute();
  return roles.filter(runsTheDesk).map(({ slug }) => slug);
}
