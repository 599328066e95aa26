import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { secretContext } from '../channels.ts';
import { lockInboxesWithSecrets, updateInboxRow } from '../store/inboxes.ts';
import { lockSignIns, saveSignIn } from '../store/sign-ins.ts';
import { signInContext } from './access-token.ts';

/** Seals the secrets of all inboxes with the newest key; answers how many inboxes have some. */
export async function resealInboxes(p: Platform): Promise<number> {
  return transaction(p.db, async (tx) => {
    const inboxes = await lockInboxesWithSecrets(tx);
    for (const { id, uuid, secrets } of inboxes) {
      const context = secretContext(uuid);
      await updateInboxRow(tx, id, { secrets: p.secrets.seal(p.secrets.open(secrets, context), context) });
    }
    const signIns = await lockSignIns(tx);
    for (const { inboxId, uuid, tokens, expiresAt } of signIns) {
      const context = signInContext(uuid);
      await saveSignIn(tx, inboxId, { tokens: p.secrets.seal(p.secrets.open(tokens, context), context), expiresAt });
    }
    return inboxes.length;
  });
}
