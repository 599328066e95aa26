import type { Tx } from '../../platform/platform.ts';
import type { Outgoing } from './pieces.ts';

/** A reply inside its undo window, with what posting it needs. */
export type WaitingReply = {
  id: number;
  kind: 'reply';
  direction: 'out';
  author: { kind: 'agent'; agentId: number };
  isAutomatic: false;
  text: string;
  channel: string;
  at: Date;
  status: string | null;
  delivery: Outgoing;
};

/** Asked before the ticket is locked: null when it was posted or undone already. */
export async function ticketOfWaiting(tx: Tx, messageId: number): Promise<number | null> {
  const row = await tx
    .selectFrom('messages')
    .select('ticket_id')
    .where('id', '=', messageId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row?.ticket_id ?? null;
}

/** Asked again under the ticket's lock, where the answer stays true. */
export async function readWaiting(tx: Tx, messageId: number): Promise<WaitingReply | null> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'agent_id', 'text', 'channel', 'inbox_id', 'recipients', 'created_at', 'then_changes'])
    .where('id', '=', messageId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    kind: 'reply',
    direction: 'out',
    author: { kind: 'agent', agentId: row.agent_id as number },
    isAutomatic: false,
    text: row.text,
    channel: row.channel,
    at: row.created_at,
    status: (row.then_changes as { status?: string } | null)?.status ?? null,
    delivery: {
      inboxId: row.inbox_id as number,
      channel: row.channel,
      recipients: row.recipients as Outgoing['recipients'],
    },
  };
}

export type Undone = { text: string; html: string | null; status: string | null };

/** Takes back an agent's own waiting reply. Null: there is none (any more). */
export async function deleteWaiting(tx: Tx, own: { messageId: number; agentId: number }): Promise<Undone | null> {
  const row = await tx
    .deleteFrom('messages')
    .where('id', '=', own.messageId)
    .where('agent_id', '=', own.agentId)
    .where('state', '=', 'waiting')
    .returning(['text', 'html', 'then_changes'])
    .executeTakeFirst();
  if (!row) return null;
  return { text: row.text, html: row.html, status: (row.then_changes as { status?: string } | null)?.status ?? null };
}
