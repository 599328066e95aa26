import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { deleteUploads, lockExpired } from '../store/uploads.ts';

const hourMs = 3_600_000;

/**
 * Removes what was put up and never sent: first the bytes nothing else names, then the rows, so that a run that is cut off is carried
 * on by the next. Bytes somebody stored again lately (`untouchedSince`) stay until the next run: the row that names them may be about to commit.
 */
export async function forgetUploads(p: Platform, untouchedSince = new Date(Date.now() - hourMs)): Promise<number> {
  return transaction(p.db, async (tx) => {
    const gone: number[] = [];
    for (const { id, fileHash, isNeeded } of await lockExpired(tx, new Date(p.clock.now().getTime() - hourMs))) {
      if (isNeeded || (await p.files.removeUntouched(fileHash, untouchedSince))) gone.push(id);
    }
    await deleteUploads(tx, gone);
    return gone.length;
  });
}
