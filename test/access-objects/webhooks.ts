import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A webhook, and a delivery that failed. */
export async function makeWebhook({ db, p }: Desk, { marker, ticketId }: { marker: string; ticketId: number }) {
  const uuid = newId();
  const secret = p.secrets.seal('whsec_AAAA', `webhook:${uuid}`);
  const webhook = await db
    .insertInto('webhooks')
    .values({ uuid, name: `Webhook ${marker}`, url: 'https://elsewhere.example/', secret })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const delivery = await db
    .insertInto('webhook_deliveries')
    .values({ uuid: newId(), webhook_id: webhook.id, ticket_id: ticketId, body: `{"${marker}": 1}`, state: 'failed' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { webhookId: webhook.uuid, webhookDeliveryId: delivery.uuid };
}
