import type { FastifyRequest } from 'fastify';
import type { ExtractionRuleBody, SuggestionRuleBody } from '../../../contract/triage.ts';
import { compilePattern } from '../../../domain/conditions/comparison.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { priorities } from '../../../domain/tickets/ticket.ts';
import { resolveRefs } from '../../agents/reads/refs.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getExtractionRule, getSuggestionRule } from '../reads/rules.ts';
import {
  deleteRule,
  insertExtractionRule,
  insertSuggestionRule,
  isFieldInUse,
  lockRule,
  type Suggested,
  updateExtractionRule,
  updateSuggestionRule,
} from '../store/rules.ts';

// What the desk reads out of messages and suggests by itself. A change holds for what comes in from now on.

export type Managing = { actor: AgentActor; request: FastifyRequest };

export function addExtractionRule(p: Platform, rule: ExtractionRuleBody, by: Managing): Promise<string> {
  return transaction(p.db, async (tx) => {
    await checkExtraction(tx, rule);
    const id = await insertExtractionRule(tx, rule, p.clock.now());
    await tell(tx, p, { ...by, action: 'extraction_rule.added', id });
    return id;
  });
}

export async function changeExtractionRule(
  p: Platform,
  asked: { id: string; changes: Partial<ExtractionRuleBody> },
  by: Managing,
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const key = await lockRule(tx, 'extraction_rules', asked.id);
    const rule = { ...(await getExtractionRule(tx, asked.id)), ...given(asked.changes) };
    await checkExtraction(tx, rule);
    await updateExtractionRule(tx, key, rule);
    await tell(tx, p, { ...by, action: 'extraction_rule.changed', id: asked.id });
  });
}

export function addSuggestionRule(p: Platform, rule: SuggestionRuleBody, by: Managing): Promise<string> {
  return transaction(p.db, async (tx) => {
    const suggested = await suggestedBy(tx, rule, by.actor);
    const id = await insertSuggestionRule(tx, { ...rule, suggested }, p.clock.now());
    await tell(tx, p, { ...by, action: 'suggestion_rule.added', id });
    return id;
  });
}

export async function changeSuggestionRule(
  p: Platform,
  asked: { id: string; changes: Partial<SuggestionRuleBody> },
  by: Managing,
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const key = await lockRule(tx, 'suggestion_rules', asked.id);
    const rule = { ...(await getSuggestionRule(tx, asked.id)), ...given(asked.changes) };
    await updateSuggestionRule(tx, key, { ...rule, suggested: await suggestedBy(tx, rule, by.actor) });
    await tell(tx, p, { ...by, action: 'suggestion_rule.changed', id: asked.id });
  });
}

export async function removeRule(
  p: Platform,
  asked: { kind: 'extraction_rules' | 'suggestion_rules'; id: string },
  by: Managing,
): Promise<void> {
  await transaction(p.db, async (tx) => {
    await deleteRule(tx, asked.kind, await lockRule(tx, asked.kind, asked.id));
    await tell(tx, p, { ...by, action: `${asked.kind.slice(0, -1)}.removed`, id: asked.id });
  });
}

async function checkExtraction(tx: Tx, { field, kind, pattern }: ExtractionRuleBody): Promise<void> {
  if (!(await isFieldInUse(tx, field))) refuse('field', 'There is no such field in use.');
  if (kind === 'pattern' && pattern === null) refuse('pattern', 'Write the pattern to look for.');
  if (kind === 'pattern' && pattern !== null) compilePattern(pattern);
}

async function suggestedBy(tx: Tx, { field, value }: SuggestionRuleBody, actor: AgentActor): Promise<Suggested> {
  const none = { topicId: null, teamId: null, priority: null };
  if (field === 'priority') {
    const priority = priorities.find((known) => known === value);
    return { ...none, priority: priority ?? refuse('value', 'There is no such priority.') };
  }
  const refs = await resolveRefs(tx, actor, { [field]: value });
  return { ...none, topicId: refs.topicId ?? null, teamId: refs.teamId ?? null };
}

function refuse(field: string, sentence: string): never {
  throw new AppError('invalid', 'triage_rule_invalid', sentence, { fields: { [field]: sentence } });
}

/** Of a partial body only what was said. */
function given<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}

async function tell(tx: Tx, p: Platform, told: Managing & { action: string; id: string }): Promise<void> {
  const { actor, request, action, id } = told;
  await recordAudit(tx, {
    at: p.clock.now(),
    actor,
    request,
    action,
    objectKind: 'triage_rule',
    objectId: id,
    details: {},
  });
}
