import { sql } from 'kysely';
import type { ExtractionRuleView, SuggestionRuleView } from '../../../contract/triage.ts';
import { AppError } from '../../../domain/errors.ts';
import type { WordRule } from '../../../domain/triage/by-words.ts';
import type { ExtractionRule } from '../../../domain/triage/extract.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export async function listExtractionRules(db: Db | Tx): Promise<ExtractionRuleView[]> {
  const { rows } = await sql<ExtractionRuleView>`
    select rules.uuid as id, rules.name, fields.key as field, rules.kind, rules.pattern, rules.is_enabled as "isEnabled"
    from extraction_rules rules join fields on fields.id = rules.field_id order by rules.position, rules.id`.execute(
    db,
  );
  return rows;
}

export async function getExtractionRule(db: Db | Tx, uuid: string): Promise<ExtractionRuleView> {
  const found = (await listExtractionRules(db)).find(({ id }) => id === uuid);
  if (!found) throw ruleNotFound();
  return found;
}

/** What is looked for: enabled, and into a field that is still in use. */
export async function extractionRulesInUse(tx: Tx): Promise<ExtractionRule[]> {
  const { rows } = await sql<ExtractionRule>`
    select rules.id, coalesce(rules.name ->> 'en', rules.name ->> 'pt-BR', '') as name, fields.key as "fieldKey", rules.kind,
      rules.pattern
    from extraction_rules rules join fields on fields.id = rules.field_id
    where rules.is_enabled and not fields.is_archived order by rules.position, rules.id`.execute(tx);
  return rows;
}

const suggestionColumns = sql`rules.field, coalesce(topics.uuid::text, teams.uuid::text, rules.priority) as value,
  rules.words, rules.is_sure as "isSure"`;
const suggestionSources = sql`suggestion_rules rules left join topics on topics.id = rules.topic_id
  left join teams on teams.id = rules.team_id`;

export async function listSuggestionRules(db: Db | Tx): Promise<SuggestionRuleView[]> {
  const { rows } = await sql<SuggestionRuleView>`
    select rules.uuid as id, ${suggestionColumns}, rules.is_enabled as "isEnabled"
    from ${suggestionSources} order by rules.position, rules.id`.execute(db);
  return rows;
}

export async function getSuggestionRule(db: Db | Tx, uuid: string): Promise<SuggestionRuleView> {
  const found = (await listSuggestionRules(db)).find(({ id }) => id === uuid);
  if (!found) throw ruleNotFound();
  return found;
}

export async function wordRulesInUse(tx: Tx): Promise<WordRule[]> {
  const { rows } = await sql<WordRule>`
    select ${suggestionColumns} from ${suggestionSources}
    where rules.is_enabled and topics.is_archived is not true order by rules.position, rules.id`.execute(tx);
  return rows;
}

export function ruleNotFound(): AppError {
  return new AppError('not_found', 'triage_rule_not_found', 'There is no such rule.');
}
