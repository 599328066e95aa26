import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** An inbox with an address, and an address that mail is held back from. */
export async function makeInbox({ db }: Desk, marker: string) {
  const inbox = await db
    .insertInto('inboxes')
    .values({ uuid: newId(), name: `Inbox ${marker}`, channel: 'email', settings: '{}' })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db
    .insertInto('inbox_addresses')
    .values({ address: `${marker}@inbox.example`, inbox_id: inbox.id })
    .execute();
  await db
    .insertInto('suppressions')
    .values({ address: `${marker}@gone.example`, reason: '550' })
    .execute();
  return { inboxId: inbox.uuid };
}

/** A mail that is parked. */
export async function insertInbound(desk: Desk, marker: string) {
  const { hash, size } = await desk.p.files.put(Buffer.from(`Subject: ${marker}\r\n\r\n${marker}\r\n`));
  return desk.db
    .insertInto('inbound')
    .values({
      uuid: newId(),
      inbox_id: desk.world.inbox.id,
      key: marker,
      envelope: JSON.stringify({ from: `${marker}@customer.example` }),
      file_hash: hash,
      size,
      state: 'parked',
      error: marker,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

/** A reply that could not be delivered. */
export async function insertDelivery(desk: Desk, of: { marker: string; ticketId: number; messageId: number }) {
  const { hash } = await desk.p.files.put(Buffer.from(`Subject: ${of.marker}\r\n\r\nSent ${of.marker}\r\n`));
  return desk.db
    .insertInto('deliveries')
    .values({
      uuid: newId(),
      message_id: of.messageId,
      ticket_id: of.ticketId,
      inbox_id: desk.world.inbox.id,
      channel: 'email',
      recipients: JSON.stringify({ to: [`${of.marker}@customer.example`], cc: [] }),
      state: 'failed',
      last_error: of.marker,
      file_hash: hash,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
}
