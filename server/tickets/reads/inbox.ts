import { AppError } from '../../../domain/errors.ts';
import type { Tx } from '../../platform/platform.ts';

/** The inbox a ticket is opened in, with what it gives its tickets. */
export async function findInbox(tx: Tx, inboxId: string) {
  const inbox = await tx
    .selectFrom('inboxes')
    .select(['id', 'language', 'team_id as teamId', 'topic_id as topicId'])
    .where('uuid', '=', inboxId)
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (inbox) return inbox;
  throw new AppError('invalid', 'unknown_reference', 'The request names something that does not exist.', {
    fields: { inbox: 'There is no such active inbox.' },
  });
}
