import { fold } from '../domain/text.ts';
import { newId } from '../server/platform/ids.ts';
import type { Desk } from './server.ts';

/** A ticket with everything that hangs on it, marked so that any leak can be found in any answer. */
export type Objects = {
  marker: string;
  number: number;
  /** A ticket that the first one may belong to. */
  otherNumber: number;
  /** A ticket that was merged into the other one. */
  mergedNumber: number;
  messageId: string;
  waitingMessageId: string;
  attachmentId: string;
  deliveryId: string;
  inboundId: string;
  contactId: string;
  otherContactId: string;
  /** A contact that was merged into the first one. */
  mergedContactId: string;
  organizationId: string;
  agentId: string;
  teamId: string;
  skillId: string;
  inboxId: string;
  sessionId: string;
  apiTokenId: string;
  notificationId: string;
  businessHoursId: string;
  slaPolicyId: string;
  triggerId: string;
  automationId: string;
  macroId: string;
  sharedMacroId: string;
  bulkRunId: string;
  webhookId: string;
  webhookDeliveryId: string;
  fieldId: string;
  suggestionId: string;
  extractionRuleId: string;
  suggestionRuleId: string;
  topicId: string;
  questionId: string;
};

type Owner = { agentId: number; teamId: number | null };
let made = 0;

/** Makes new ones, held by this agent: each call's are independent of all others'. */
export async function makeObjects(desk: Desk, owner: Owner): Promise<Objects> {
  const marker = `zebra${++made}secret`;
  const organization = await insertOrganization(desk, marker);
  const contact = await insertContact(desk, { marker, organizationId: organization.id });
  const { topic, ...asked } = await makeTopic(desk, marker);
  const of = { ...owner, marker, contactId: contact.id, organizationId: organization.id, topicId: topic.id };
  const ticket = await insertTicket(desk, of);
  const other = await insertTicket(desk, of);
  const link = { from_ticket_id: ticket.id, to_ticket_id: other.id, kind: 'may_belong_to' as const };
  await desk.db.insertInto('ticket_links').values(link).execute();
  const merged = await insertTicket(desk, of);
  await mergeInto(desk, { ticketId: merged.id, intoId: other.id });
  const from = { from_team_id: owner.teamId, from_tier: 1, reason: marker, created_at: desk.clock.now() };
  await desk.db
    .insertInto('escalations')
    .values({ ...from, ticket_id: ticket.id })
    .execute();
  const inbound = await insertInbound(desk, marker);
  const { message, waiting } = await insertMessages(desk, {
    ...owner,
    marker,
    ticketId: ticket.id,
    contactId: contact.id,
    inboundId: inbound.id,
  });
  const attachment = await insertAttachment(desk, { marker, messageId: message.id });
  const delivery = await insertDelivery(desk, { marker, ticketId: ticket.id, messageId: message.id });
  return {
    marker,
    number: ticket.number,
    otherNumber: other.number,
    mergedNumber: merged.number,
    messageId: message.uuid,
    waitingMessageId: waiting.uuid,
    attachmentId: attachment.uuid,
    deliveryId: delivery.uuid,
    inboundId: inbound.uuid,
    contactId: contact.uuid,
    ...(await makeSamePeople(desk, { marker, intoId: contact.id })),
    organizationId: organization.uuid,
    ...(await makePromises(desk, marker)),
    ...(await makeRules(desk, marker)),
    ...(await makeMacros(desk, { marker, ownerId: owner.agentId })),
    ...(await makeTriage(desk, { marker, ticketId: ticket.id })),
    ...(await makeBulkRun(desk, { ownerId: owner.agentId, number: ticket.number })),
    ...(await makeWebhook(desk, { marker, ticketId: ticket.id })),
    ...asked,
    topicId: topic.uuid,
    ...(await makePeople(desk, { marker, ownerId: owner.agentId, ticketId: ticket.id })),
  };
}

/** Another contact, and one that was merged. */
async function makeSamePeople({ db }: Desk, { marker, intoId }: { marker: string; intoId: number }) {
  const name = { name: `Twin ${marker}`, name_folded: `twin ${marker}` };
  const insert = (merged_into: number | null) =>
    db
      .insertInto('contacts')
      .values({ uuid: newId(), ...name, merged_into })
      .returning(['id', 'uuid'])
      .executeTakeFirstOrThrow();
  const [other, merged] = [await insert(null), await insert(intoId)];
  const merge = {
    uuid: newId(),
    contact_id: merged.id,
    into_contact_id: intoId,
    changes: '{}',
    created_at: new Date(),
  };
  await db.insertInto('contact_merges').values(merge).execute();
  return { otherContactId: other.uuid, mergedContactId: merged.uuid };
}

/** What belongs to another agent alone, and things an admin may take away. */
async function makePeople(desk: Desk, of: { marker: string; ownerId: number; ticketId: number }) {
  const { db } = desk;
  const name = `Agent ${of.marker}`;
  const agent = await db
    .insertInto('agents')
    .values({ uuid: newId(), email: `${of.marker}@atende.example`, name, name_folded: fold(name), role: 'agent' })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const team = await db
    .insertInto('teams')
    .values({ uuid: newId(), slug: of.marker, name: `Team ${of.marker}` })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const inbox = await db
    .insertInto('inboxes')
    .values({ uuid: newId(), name: `Inbox ${of.marker}`, channel: 'email', settings: '{}' })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await db
    .insertInto('inbox_addresses')
    .values({ address: `${of.marker}@inbox.example`, inbox_id: inbox.id })
    .execute();
  const session = await db
    .insertInto('sessions')
    .values({ token_hash: Buffer.from(of.marker), uuid: newId(), agent_id: of.ownerId, expires_at: later(desk) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const apiToken = await db
    .insertInto('api_tokens')
    .values({ uuid: newId(), agent_id: of.ownerId, name: of.marker, token_hash: Buffer.from(of.marker) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const notification = await db
    .insertInto('notifications')
    .values({ uuid: newId(), agent_id: of.ownerId, type: 'ticket.assigned', ticket_id: of.ticketId })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('suppressions')
    .values({ address: `${of.marker}@gone.example`, reason: '550' })
    .execute();
  return {
    agentId: agent.uuid,
    teamId: team.uuid,
    inboxId: inbox.uuid,
    sessionId: session.uuid,
    apiTokenId: apiToken.uuid,
    notificationId: notification.uuid,
  };
}

/** It has ended, and can be taken back. */
async function makeBulkRun({ db, clock }: Desk, { ownerId, number }: { ownerId: number; number: number }) {
  const task = JSON.stringify({ actions: [], reply: null });
  const run = await db
    .insertInto('bulk_runs')
    .values({
      uuid: newId(),
      agent_id: ownerId,
      via_token: false,
      task,
      state: 'done' as const,
      created_at: clock.now(),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const done = JSON.stringify({ changes: { priority: ['low', 'medium'] }, messageId: null });
  await db
    .insertInto('bulk_rows')
    .values({ run_id: run.id, place: 1, ticket_number: number, state: 'done', done })
    .execute();
  return { bulkRunId: run.uuid };
}

async function makeWebhook({ db, p }: Desk, { marker, ticketId }: { marker: string; ticketId: number }) {
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

async function makeTriage({ db }: Desk, { marker, ticketId }: { marker: string; ticketId: number }) {
  const field = await db
    .selectFrom('fields')
    .select('id')
    .where('key', '=', 'tax_id')
    .where('holder', '=', 'ticket')
    .executeTakeFirstOrThrow();
  const extraction = await db
    .insertInto('extraction_rules')
    .values({
      uuid: newId(),
      name: JSON.stringify({ en: marker }),
      field_id: field.id,
      kind: 'tax_id',
      position: 99,
      is_enabled: false,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const rule = await db
    .insertInto('suggestion_rules')
    .values({ uuid: newId(), field: 'priority', priority: 'high', words: [marker], position: 99 })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const suggestion = await db
    .insertInto('suggestions')
    .values({
      uuid: newId(),
      ticket_id: ticketId,
      field: 'priority',
      value: 'high',
      confidence: 0.7,
      reason: JSON.stringify({ code: 'suggested_by_words', values: { words: [marker] } }),
      source: 'rules',
      state: 'offered',
      made_at: new Date(),
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { extractionRuleId: extraction.uuid, suggestionRuleId: rule.uuid, suggestionId: suggestion.uuid };
}

async function makePromises({ db }: Desk, marker: string) {
  const businessHours = await db
    .insertInto('business_hours')
    .values({ uuid: newId(), name: `Hours ${marker}`, week: '[[], [], [], [], [], [], []]' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const policy = await db
    .insertInto('sla_policies')
    .values({ uuid: newId(), name: `Policy ${marker}`, position: 99, condition: '{"any": []}', targets: '{}' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const skill = await db
    .insertInto('skills')
    .values({ uuid: newId(), name: JSON.stringify({ en: `Skill ${marker}` }) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { businessHoursId: businessHours.uuid, slaPolicyId: policy.uuid, skillId: skill.uuid };
}

async function makeRules({ db }: Desk, marker: string) {
  const rule = {
    name: JSON.stringify({ en: `Rule ${marker}` }),
    position: 99,
    is_enabled: false,
    condition: '{"any": []}',
  };
  const made = await db
    .insertInto('rules')
    .values((['trigger', 'automation'] as const).map((kind) => ({ uuid: newId(), kind, ...rule, actions: '[]' })))
    .returning('uuid')
    .execute();
  return { triggerId: made[0]?.uuid ?? '', automationId: made[1]?.uuid ?? '' };
}

async function makeMacros({ db }: Desk, { marker, ownerId }: { marker: string; ownerId: number }) {
  const macro = { name: `Macro ${marker}`, position: 99, texts: JSON.stringify({ en: 'Hi' }) };
  const made = await db
    .insertInto('macros')
    .values([ownerId, null].map((owner) => ({ uuid: newId(), owner_id: owner, ...macro })))
    .returning('uuid')
    .execute();
  return { macroId: made[0]?.uuid ?? '', sharedMacroId: made[1]?.uuid ?? '' };
}

async function makeTopic({ db }: Desk, marker: string) {
  const words = JSON.stringify({ en: `Word ${marker}` });
  const field = await db
    .insertInto('fields')
    .values({ uuid: newId(), key: marker, type: 'text', label: words, position: 99 })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const topic = await db
    .insertInto('topics')
    .values({ uuid: newId(), slug: marker, name: words, position: 99 })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const question = await db
    .insertInto('topic_questions')
    .values({ uuid: newId(), topic_id: topic.id, position: 1, text: words })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { topic, fieldId: field.uuid, questionId: question.uuid };
}

function later(desk: Desk): Date {
  return new Date(desk.clock.now().getTime() + 86_400_000);
}

function insertOrganization(desk: Desk, marker: string) {
  return desk.db
    .insertInto('organizations')
    .values({ uuid: newId(), name: `Company ${marker}`, name_folded: `company ${marker}` })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

async function insertContact(desk: Desk, of: { marker: string; organizationId: number }) {
  const name = `Person ${of.marker}`;
  const contact = await desk.db
    .insertInto('contacts')
    .values({ uuid: newId(), name, name_folded: fold(name), organization_id: of.organizationId })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const value = `${of.marker}@customer.example`;
  await desk.db.insertInto('contact_identities').values({ contact_id: contact.id, kind: 'email', value }).execute();
  return contact;
}

type NewTicket = Owner & { marker: string; contactId: number; organizationId: number; topicId: number };

async function insertTicket(desk: Desk, of: NewTicket) {
  const { db } = desk;
  const counter = await db.selectFrom('ticket_counter').select('next').executeTakeFirstOrThrow();
  await db
    .updateTable('ticket_counter')
    .set({ next: counter.next + 1 })
    .execute();
  const status = await db.selectFrom('statuses').selectAll().where('slug', '=', 'open').executeTakeFirstOrThrow();
  return db
    .insertInto('tickets')
    .values({
      uuid: newId(),
      number: counter.next,
      subject: `Subject ${of.marker}`,
      subject_folded: `subject ${of.marker}`,
      status_id: status.id,
      status_category: status.category,
      priority: 2,
      team_id: of.teamId,
      assignee_id: of.agentId,
      topic_id: of.topicId,
      requester_id: of.contactId,
      organization_id: of.organizationId,
      inbox_id: desk.world.inbox.id,
      channel: 'email',
      tags: [of.marker],
      preview: `Preview ${of.marker}`,
      message_count: 1,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

async function mergeInto({ db, clock }: Desk, { ticketId, intoId }: { ticketId: number; intoId: number }) {
  const { status_id } = await db
    .updateTable('tickets')
    .set({ merged_into: intoId, message_count: 0 })
    .where('id', '=', ticketId)
    .returning('status_id')
    .executeTakeFirstOrThrow();
  const brought = JSON.stringify({ contactIds: [], agentIds: [], tags: [] });
  await db
    .insertInto('merges')
    .values({ ticket_id: ticketId, into_ticket_id: intoId, status_id, brought, created_at: clock.now() })
    .execute();
}

async function insertInbound(desk: Desk, marker: string) {
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

type NewMessages = Owner & { marker: string; ticketId: number; contactId: number; inboundId: number };

async function insertMessages(desk: Desk, of: NewMessages) {
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
  const waiting = await db
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
      due_at: later(desk),
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
  return { message, waiting };
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

async function insertDelivery(desk: Desk, of: { marker: string; ticketId: number; messageId: number }) {
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
