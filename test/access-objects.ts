import { makeAgents } from './access-objects/agents.ts';
import { makeMacros, makeRules } from './access-objects/automation.ts';
import { makeBulkRun } from './access-objects/bulk.ts';
import { makeContactImports } from './access-objects/contact-imports.ts';
import { makeContacts } from './access-objects/contacts.ts';
import { insertDelivery, insertInbound, makeInbox } from './access-objects/inboxes.ts';
import { makeMessages } from './access-objects/messages.ts';
import type { Owner } from './access-objects/owner.ts';
import { makePromises } from './access-objects/sla.ts';
import { makeTickets } from './access-objects/tickets.ts';
import { makeTopics } from './access-objects/topics.ts';
import { makeTriage } from './access-objects/triage.ts';
import { makeView } from './access-objects/views.ts';
import { makeWebhook } from './access-objects/webhooks.ts';
import type { Desk } from './server.ts';

/** A ticket with everything that hangs on it, marked so that any leak can be found in any answer; by room. */
export type Objects = Awaited<ReturnType<typeof makeObjects>>;

let made = 0;

/** Makes new ones, held by this agent: each call's are independent of all others'. */
export async function makeObjects(desk: Desk, owner: Owner) {
  const marker = `zebra${++made}secret`;
  const { contact, contacts } = await makeContacts(desk, marker);
  const { topic, topics } = await makeTopics(desk, marker);
  const of = { ...owner, marker, contactId: contact.id };
  const { ticket, tickets } = await makeTickets(desk, {
    ...of,
    organizationId: contact.organization_id,
    topicId: topic.id,
  });
  const inbound = await insertInbound(desk, marker);
  const { message, messages } = await makeMessages(desk, { ...of, ticketId: ticket.id, inboundId: inbound.id });
  const delivery = await insertDelivery(desk, { marker, ticketId: ticket.id, messageId: message.id });
  return {
    marker,
    ...contacts,
    ...topics,
    ...tickets,
    ...messages,
    inboundId: inbound.uuid,
    deliveryId: delivery.uuid,
    ...(await makeInbox(desk, marker)),
    ...(await makeAgents(desk, { marker, ownerId: owner.agentId, ticketId: ticket.id })),
    ...(await makePromises(desk, marker)),
    ...(await makeRules(desk, marker)),
    ...(await makeMacros(desk, { marker, ownerId: owner.agentId })),
    ...(await makeView(desk, { marker, ownerId: owner.agentId })),
    ...(await makeTriage(desk, { marker, ticketId: ticket.id })),
    ...(await makeBulkRun(desk, { ownerId: owner.agentId, number: ticket.number })),
    ...(await makeContactImports(desk, { marker, ownerId: owner.agentId })),
    ...(await makeWebhook(desk, { marker, ticketId: ticket.id })),
  };
}
