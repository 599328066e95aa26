import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';
import type { Owner } from './owner.ts';
import { tomorrow } from './tomorrow.ts';

type Making = Owner & { marker: string; ticketId: number; contactId: number; inboundId: number };

/** What the requester wrote, with a file, and a reply that still waits. */
export async function makeMessages(desk: Desk, of: Making) {
  const message = await insertReceived(desk, of);
  const waiting = await insertWaiting(desk, of);
  const attachment = await insertAttachment(desk, { marker: of.marker, messageId: message.id });
  const upload = await insertUpload(desk, of);
  return {
    message,
    messages: {
      messageId: message.uuid,
      waitingMessageId: waiting.uuid,
      attachmentId: attachment.uuid,
      uploadId: upload.uuid,
    },
  };
}

async function insertReceived(desk: Desk, of: Making) {
  const { db } = desk;
  const text = `Text ${of.marker}`;
  const message = await db
    .insertInto('messages')
    .values({
      uuid: newId(),
      ticket_id: of.ticketId,
      kind: 'reply',
      direction: 'in',
      author_kind: 'contact',
      contact_id: of.contactId,
      channel: 'email',
      inbox_id: desk.world.inbox.id,
      inbound_id: of.inboundId,
      text,
      html: `<p>${text}</p>`,
      posted_at: desk.clock.now(),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db
    .insertInto('message_search')
    .values({
      message_id: message.id,
      ticket_id: of.ticketId,
      created_at: desk.clock.now(),
      tsv: `'${of.marker}':1 'text':2`,
    })
    .execute();
  await db
    .insertInto('events')
    .values({
      type: 'message.received',
      ticket_id: of.ticketId,
      message_id: message.id,
      actor_kind: 'contact',
      actor_id: of.contactId,
    })
    .execute();
  return message;
}

function insertWaiting(desk: Desk, of: Making) {
  return desk.db
    .insertInto('messages')
    .values({
      uuid: newId(),
      ticket_id: of.ticketId,
      kind: 'reply',
      direction: 'out',
      state: 'waiting',
      author_kind: 'agent',
      agent_id: of.agentId,
      channel: 'email',
      inbox_id: desk.world.inbox.id,
      text: `Waiting ${of.marker}`,
      due_at: tomorrow(desk),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

async function insertAttachment(desk: Desk, of: { marker: string; messageId: number }) {
  const { hash, size } = await desk.p.files.put(Buffer.from(`File ${of.marker}`));
  return desk.db
    .insertInto('attachments')
    .values({
      uuid: newId(),
      message_id: of.messageId,
      name: `${of.marker}.txt`,
      content_type: 'text/plain',
      size,
      file_hash: hash,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
}

/** A file that waits for a message of the agent's. */
async function insertUpload(desk: Desk, of: Making) {
  const { hash, size } = await desk.p.files.put(Buffer.from(`Upload ${of.marker}`));
  return desk.db
    .insertInto('uploads')
    .values({
      uuid: newId(),
      ticket_id: of.ticketId,
      agent_id: of.agentId,
      box: 'reply',
      name: `Text ${of.marker}.txt`,
      content_type: 'text/plain',
      size,
      file_hash: hash,
      expires_at: tomorrow(desk),
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
}
