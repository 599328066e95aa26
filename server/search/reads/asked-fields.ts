import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { askedOf, type FieldAsked, readSearch, searchSpeech } from '../../../domain/conditions/text/search.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import { withinTime } from '../../platform/database/within-time.ts';
import type { Platform } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';
import { takesTooLong } from '../../tickets/reads/list.ts';
import { beforeTicket, type FoundTicket, withoutMessage } from './hits.ts';
import { askedNames, readNames } from './names.ts';
import { inReach, type Within } from './within.ts';

type Read = { condition: RawBuilder<SqlBool> | null; words: string; asked: FieldAsked[] };

/** What a search asks besides words, by the clock of whoever asks. What things are called is read only where it may matter. */
export async function readFieldsAsked(
  p: Platform,
  actor: AgentActor,
  { q, timeZone }: { q: string; timeZone?: string | undefined },
): Promise<Read> {
  checkTimeZone(timeZone);
  if (!/[:.<>~=]/.test(q)) return { condition: null, words: q, asked: [] };
  const fields = await allFieldDefinitions(p.db);
  const meant = { timeZone: timeZone ?? (await readSettings(p)).timeZone };
  const met = askedNames();
  readSearch(q, searchSpeech(fields, 'en', { ...meant, names: met.names }));
  const names = await readNames(p.db, actor, met.asked);
  const read = readSearch(q, searchSpeech(fields, 'en', { ...meant, names }));
  const condition = askedOf(read);
  if (condition === null) return { ...read, condition: null };
  const asker = await readAsker(p.db, { now: p.clock.now(), me: { id: actor.id, teamIds: actor.teamIds } }, [
    condition,
  ]);
  return { ...read, condition: conditionSql(condition, asker) };
}

/** Milliseconds: what no index helps may be asked of every ticket there is. */
const longest = 3_000;

/** Tickets by what is asked of them alone, newest first. */
export async function findByCondition(
  p: Platform,
  within: Within,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<FoundTicket[]> {
  if (within.condition === null) return [];
  const statement = sql<FoundTicket>`${planAnew}
    select ${withoutMessage(sql`tickets.created_at::text || ' ' || tickets.id`)} from tickets
    where ${inReach(within)} and ${beforeTicket(after)}
    order by tickets.created_at desc, tickets.id desc limit ${sql.lit(limit)}`;
  const found = await withinTime(p.db, longest, (tx) => statement.execute(tx));
  if (found === null) throw takesTooLong();
  return found.rows;
}
