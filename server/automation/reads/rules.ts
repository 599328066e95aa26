import { sql } from 'kysely';
import type { Rule as ShownRule } from '../../../contract/automation.ts';
import type { Rule, RuleKind } from '../../../domain/automation/rule.ts';
import type { Catalogue } from '../../../domain/conditions/catalogue.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';
import { readCatalogue } from '../../tickets/reads/asker.ts';
import { problemOf } from './check.ts';

/** A rule with all that is kept of it. `name` in the languages of the workspace. */
export type RuleRow = Rule & {
  uuid: string;
  name: Record<string, string>;
  position: number;
  isEnabled: boolean;
  version: number;
  timersBegun: number;
  updatedAt: Date;
  updatedBy: { id: string; name: string } | null;
};

/** Those of a kind, in the order they run, without the removed ones. */
export async function readRules(db: Db | Tx, kind: RuleKind): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select rules.id, rules.uuid, kind, rules.name, position, is_enabled as "isEnabled", listens_to as "listensTo", scope,
      condition, actions, version, timers_begun as "timersBegun", rules.updated_at as "updatedAt",
      case when agents.id is not null then jsonb_build_object('id', agents.uuid, 'name', agents.name) end as "updatedBy"
    from rules left join agents on agents.id = rules.updated_by
    where kind = ${kind} and removed_at is null order by position, rules.id`.execute(db);
  return rows;
}

type Known = { revision: string; rules: RuleRow[] };
const known = new WeakMap<Platform, Map<RuleKind, Known>>();

/**
 * The rules of a kind that are switched on. They are asked at every event and change seldom: each process keeps them for as
 * long as the sum of the rows' versions is the same, which grows with every change, since no row is ever taken away.
 */
export async function enabledRules(p: Platform, tx: Db | Tx, kind: RuleKind): Promise<RuleRow[]> {
  const { rows } = await sql<{ revision: string }>`
    select coalesce(sum(version), 0)::text as revision from rules where kind = ${kind}`.execute(tx);
  const revision = rows[0]?.revision ?? '';
  const kept = known.get(p)?.get(kind);
  if (kept?.revision === revision) return kept.rules;
  const rules = (await readRules(tx, kind)).filter(({ isEnabled }) => isEnabled);
  known.set(p, (known.get(p) ?? new Map<RuleKind, Known>()).set(kind, { revision, rules }));
  return rules;
}

export async function listRules(db: Db | Tx, kind: RuleKind): Promise<ShownRule[]> {
  const catalogue = await readCatalogue(db);
  return (await readRules(db, kind)).map((rule) => shown(rule, catalogue));
}

export async function getRule(db: Db | Tx, kind: RuleKind, uuid: string): Promise<ShownRule> {
  const found = (await readRules(db, kind)).find((rule) => rule.uuid === uuid);
  if (!found) throw ruleNotFound();
  return shown(found, await readCatalogue(db));
}

export function ruleNotFound(): AppError {
  return new AppError('not_found', 'rule_not_found', 'There is no such rule.');
}

function shown(
  { id: _, version: __, timersBegun: ___, uuid, updatedAt, ...rule }: RuleRow,
  catalogue: Catalogue,
): ShownRule {
  const shownRule = { ...(rule as unknown as ShownRule), id: uuid, updatedAt: updatedAt.toISOString() };
  return { ...shownRule, problem: problemOf(rule.kind, shownRule, catalogue) };
}
