import type { TicketFacts } from '../../../../domain/conditions/facts.ts';
import { foldedFields } from '../../../../domain/fields/folded.ts';
import { fold } from '../../../../domain/text.ts';
import { categoryRank, priorityRank } from '../../../../domain/tickets/ticket.ts';
import { newId } from '../../../platform/ids.ts';
import type { Db } from '../../../platform/platform.ts';
import { foldedResolution } from '../../store/folded-resolution.ts';

/** Writes the tickets as the store would have, and gives their keys by number. */
export async function insertTickets(db: Db, tickets: readonly TicketFacts[]): Promise<Map<number, number>> {
  const inserted = await db
    .insertInto('tickets')
    .values(tickets.map((facts) => ticketValues(facts)))
    .returning(['id', 'number'])
    .execute();
  const ids = new Map(inserted.map(({ id, number }) => [number, id]));
  await addClocks(db, tickets, ids);
  for (const { number } of tickets.filter(({ isMerged }) => isMerged)) {
    await db
      .updateTable('tickets')
      .set({ merged_into: ids.get(1) ?? null })
      .where('number', '=', number)
      .execute();
  }
  return ids;
}

async function addClocks(db: Db, tickets: readonly TicketFacts[], ids: ReadonlyMap<number, number>): Promise<void> {
  const clocks = tickets.map((facts) => ({
    ticket_id: ids.get(facts.number) ?? 0,
    metric: 'resolution' as const,
    started_at: facts.createdAt,
    target: '{"minutes": 60, "hours": "business"}',
    is_paused: false,
    breached_at: facts.isSlaBroken ? facts.updatedAt : null,
  }));
  await db
    .insertInto('sla_clocks')
    .values(clocks.filter((_, index) => index % 5 !== 0 || clocks[index]?.breached_at))
    .execute();
}

function ticketValues(facts: TicketFacts) {
  return {
    uuid: newId(),
    number: facts.number,
    subject: facts.subject,
    subject_folded: fold(facts.subject),
    status_id: facts.status.id,
    status_category: categoryRank(facts.statusCategory),
    priority: priorityRank(facts.priority),
    topic_id: facts.topic?.id ?? null,
    team_id: facts.team?.id ?? null,
    assignee_id: facts.assignee?.id ?? null,
    requester_id: facts.requester.id,
    organization_id: facts.organization?.id ?? null,
    inbox_id: facts.inbox?.id ?? null,
    channel: facts.channel,
    language: facts.language,
    tags: [...facts.tags],
    custom_fields: JSON.stringify(facts.customFields),
    custom_fields_folded: foldedFields(facts.customFields),
    resolution: facts.resolution && JSON.stringify(facts.resolution),
    resolution_folded: foldedResolution(facts.resolution),
    impact: facts.impact,
    urgency: facts.urgency,
    tier: facts.tier,
    last_author_kind: authorOf(facts),
    reopened_count: facts.reopenedCount,
    message_count: facts.messageCount,
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
    status_changed_at: facts.statusChangedAt,
    assigned_at: facts.assignedAt,
    first_replied_at: facts.firstRepliedAt,
    last_message_at: facts.lastMessageAt,
    snoozed_until: facts.snoozedUntil,
    last_customer_message_at: facts.lastCustomerMessageAt,
    last_agent_reply_at: facts.lastReplyAt,
    next_due_at: facts.nextDueAt ?? ('infinity' as unknown as Date),
    solved_at: facts.solvedAt,
    closed_at: facts.closedAt,
  };
}

function authorOf(facts: TicketFacts): 'contact' | 'agent' | null {
  if (facts.awaitsReply) return 'contact';
  return facts.number % 2 === 0 ? 'agent' : null;
}
