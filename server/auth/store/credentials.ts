import { fold } from '../../../domain/text.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type Credentials = { id: number; uuid: string; email: string; name: string; locale: 'en' | 'pt-BR' } & {
  password_hash: string | null;
};

/** Only of somebody who works here. */
export async function credentialsOf(
  db: Db | Tx,
  by: { email: string } | { id: number },
): Promise<Credentials | undefined> {
  const asked = db
    .selectFrom('agents')
    .select(['id', 'uuid', 'email', 'name', 'locale', 'password_hash'])
    .where('is_active', '=', true);
  return ('id' in by ? asked.where('id', '=', by.id) : asked.where('email', '=', by.email)).executeTakeFirst();
}

export async function savePassword(db: Db | Tx, agentId: number, passwordHash: string): Promise<void> {
  await db.updateTable('agents').set({ password_hash: passwordHash }).where('id', '=', agentId).execute();
}

type Profile = {
  name?: string | undefined;
  locale?: 'en' | 'pt-BR' | undefined;
  theme?: 'system' | 'light' | 'dark' | undefined;
  keys?: Record<string, string[]> | undefined;
};

export async function saveProfile(db: Db | Tx, agentId: number, profile: Profile): Promise<void> {
  if (Object.keys(profile).length === 0) return;
  const { name, keys } = profile;
  await db
    .updateTable('agents')
    .set({
      ...profile,
      ...(name === undefined ? {} : { name_folded: fold(name) }),
      ...(keys === undefined ? {} : { keys: JSON.stringify(keys) }),
    })
    .where('id', '=', agentId)
    .execute();
}
