import type { ImapFlow } from 'imapflow';
import { headerText } from '../../../platform/mail/header-text.ts';
import type { EmailSettings } from '../settings.ts';
import { inServersWords, within } from './imap-client.ts';

type Asked = Pick<EmailSettings, 'afterFetching' | 'moveTo'>;

/** Does with stored mail what the admin asked for. Null when it is done, else why not: then the mail is only left unmarked. */
export async function settle(client: ImapFlow, uids: readonly number[], asked: Asked): Promise<string | null> {
  const range = uids.join(',');
  const ways = {
    seen: () => client.messageFlagsAdd(range, ['\\Seen'], { uid: true }),
    move: () => client.messageMove(range, asked.moveTo, { uid: true }),
    delete: () => client.messageDelete(range, { uid: true }),
  };
  const isDone = await within(60_000, Promise.resolve(ways[asked.afterFetching]())).catch((error: unknown) => {
    if (!client.usable) throw error;
    return error as Error;
  });
  if (isDone !== false && !(isDone instanceof Error)) return null;
  const said = isDone instanceof Error ? headerText(inServersWords(isDone).message, 300) : '';
  return `Fetched mail could not be ${done[asked.afterFetching]}. ${said}`.trim();
}

const done = { seen: 'marked as read', move: 'moved', delete: 'deleted' } as const;
