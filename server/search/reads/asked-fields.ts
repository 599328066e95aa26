import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { askedOf, readSearch, searchSpeech } from '../../../domain/conditions/text/search.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Platform } from '../../platform/platform.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';
import { beforeTicket, type FoundTicket, withoutMessage } from './hits.ts';
import { inReach, type Within } from './within.ts';

/** What a search asks of the desk's own fields, and the words it has besides. The fields are read only where it may speak of one. */
export async function readFieldsAsked(
  p: Platform,
  q: string,
): Promise<{ condition: RawBuilder<SqlBool> | null; words: string }> {
  if (!/[:.<>~=]/.test(q)) return { condition: null, words: q };
  const speech = searchSpeech(await allFieldDefinitions(p.db), 'en');
  const read = readSearch(q, speech);
  const condition = askedOf(read);
  const asker = { now: p.clock.now(), me: null, catalogue: speech.catalogue };
  return { condition: condition && conditionSql(condition, asker), words: read.words };
}

/** Tickets by their fields alone, newest first. */
export async function findByCondition(
  p: Platform,
  within: Within,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<FoundTicket[]> {
  if (within.condition === null) return [];
  const { rows } = await sql<FoundTicket>`${planAnew}
    select ${withoutMessage(sql`tickets.created_at::text || ' ' || tickets.id`)} from tickets
    where ${inReach(within)} and ${beforeTicket(after)}
    order by tickets.created_at desc, tickets.id desc limit ${sql.lit(limit)}`.execute(p.db);
  return rows;
}
