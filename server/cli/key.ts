import { AppError } from '../../domain/errors.ts';
import { resealInboxes } from '../inboxes/commands/reseal.ts';
import { fileHashes, tablesInOrder } from '../platform/backup/catalogue.ts';
import { connect } from '../platform/database/database.ts';
import type { Platform } from '../platform/platform.ts';
import { addSecretKey, forgetEarlierKeys } from '../platform/secrets/secret-key.ts';
import type { Command, Shell } from './command.ts';

/** Three steps, each safe to repeat: a new key, everything sealed with it, the earlier keys forgotten. */
export const key: Command = {
  name: 'key',
  usage: 'rotate | reseal | forget',
  summary: 'Changes the key that secrets, mail and files are sealed with; restart the desk after rotate and forget.',
  async run([verb], shell) {
    if (verb === 'rotate') return rotate(shell);
    if (verb === 'reseal') return reseal(shell);
    if (verb === 'forget') return forget(shell);
    throw new AppError('invalid', 'wrong_arguments', 'Say which step: key rotate, key reseal or key forget.');
  },
};

async function rotate({ settings, print }: Shell): Promise<void> {
  refuseForeignKey(settings.secretKey);
  const count = await addSecretKey(settings.dataDir);
  print(`a new key is first of ${count}; restart the desk, then run: key reseal`);
}

async function reseal({ withDesk, print }: Shell): Promise<void> {
  const { inboxes, files } = await withDesk(async (p) => ({
    inboxes: await resealInboxes(p),
    files: await resealFiles(p),
  }));
  print(`sealed anew: the secrets of ${inboxes} inboxes, ${files} files`);
}

async function forget({ settings, print, tell }: Shell): Promise<void> {
  refuseForeignKey(settings.secretKey);
  const count = await forgetEarlierKeys(settings.dataDir);
  print(`${count} earlier keys forgotten; restart the desk`);
  tell(
    'Reply addresses that were given out under them prove nothing any more; answers thread by sender and Message-ID.',
  );
}

async function resealFiles(p: Platform): Promise<number> {
  const client = await connect(p.address, 'atende key');
  try {
    let count = 0;
    for (const hash of await fileHashes(client, await tablesInOrder(client))) {
      if ((await p.files.has(hash)) && (await p.files.reseal(hash))) count += 1;
    }
    return count;
  } finally {
    await client.end();
  }
}

function refuseForeignKey(secretKey: string | null): void {
  if (secretKey === null) return;
  throw new AppError(
    'conflict',
    'key_is_yours',
    'This desk takes its key from SECRET_KEY: put the new one before the old one there, with a comma between, then run key reseal.',
  );
}
