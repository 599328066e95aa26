import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A trigger and an automation. */
export async function makeRules({ db }: Desk, marker: string) {
  const rule = {
    name: JSON.stringify({ en: `Rule ${marker}` }),
    position: 99,
    is_enabled: false,
    condition: '{"any": []}',
  };
  const made = await db
    .insertInto('rules')
    .values((['trigger', 'automation'] as const).map((kind) => ({ uuid: newId(), kind, ...rule, actions: '[]' })))
    .returning('uuid')
    .execute();
  return { triggerId: made[0]?.uuid ?? '', automationId: made[1]?.uuid ?? '' };
}

/** The owner's macro and a shared one. */
export async function makeMacros({ db }: Desk, { marker, ownerId }: { marker: string; ownerId: number }) {
  const macro = { name: `Macro ${marker}`, position: 99, texts: JSON.stringify({ en: 'Hi' }) };
  const made = await db
    .insertInto('macros')
    .values([ownerId, null].map((owner) => ({ uuid: newId(), owner_id: owner, ...macro })))
    .returning('uuid')
    .execute();
  return { macroId: made[0]?.uuid ?? '', sharedMacroId: made[1]?.uuid ?? '' };
}
