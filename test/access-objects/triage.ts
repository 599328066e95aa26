import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A rule of each kind, and a suggestion that was offered. */
export async function makeTriage({ db }: Desk, { marker, ticketId }: { marker: string; ticketId: number }) {
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
