import { actingUpon } from '../../../domain/automation/chain.ts';
import { consider } from '../../../domain/automation/consider.ts';
import { type RuleTimer, waitingOf } from '../../../domain/automation/timer.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readFacts } from '../../tickets/reads/facts.ts';
import { enabledRules, type RuleRow } from '../reads/rules.ts';
import { type DueTimer, holdDue, type KeptTimer, saveTimers, timersOf } from '../store/timers.ts';
import { hasCrossed, insertRun } from '../store/trace.ts';
import { askerOf } from './keep-timers.ts';
import { tryActions } from './run-actions.ts';

const atOnce = 50;

/** Runs the automations whose instant has come, each in a transaction of its own. True: there may be more. */
export async function runDue(p: Platform): Promise<boolean> {
  for (let done = 0; done < atOnce; done++) {
    if (!(await transaction(p.db, (tx) => runFirstDue(tx, p)))) return done > 0;
  }
  return true;
}

async function runFirstDue(tx: Tx, p: Platform): Promise<boolean> {
  const now = p.clock.now();
  const due = await holdDue(tx, now);
  if (due === null) return false;
  const timer = (await timersOf(tx, [due.ticketId])).get(due.ticketId)?.get(due.ruleId);
  if (timer?.at == null || timer.at > now) return true; // it moved while its ticket was waited for
  const rule = (await enabledRules(p, tx, 'automation')).find(({ id }) => id === due.ruleId);
  const facts = rule && (await readFacts(tx, { ticketId: due.ticketId }));
  const next = rule && facts ? await runAndWait(tx, p, { rule, facts, timer, due, now }) : null;
  const timers = next ? [{ ...timer, ...next }] : [];
  await saveTimers(tx, [{ ticketId: due.ticketId, timers }], [due.ruleId]);
  return true;
}

type Due = { rule: RuleRow; facts: TicketFacts; timer: KeptTimer; due: DueTimer; now: Date };

/** Acts if the condition holds of the ticket as it is now, and says what is waited for next. */
async function runAndWait(tx: Tx, p: Platform, given: Due): Promise<RuleTimer | null> {
  const { rule, facts, timer, due, now } = given;
  const asker = await askerOf(tx, p, [rule]);
  // It ceased to be true, and may have become so again while nobody looked.
  if (timer.isHeld) return waitingOf(rule, { facts, asker }, { before: null, from: timer.at as Date, isQuiet: false });
  await runOnce(tx, p, { ...given, asker });
  const after = (await readFacts(tx, { ticketId: due.ticketId })) ?? facts;
  return waitingOf(rule, { facts: after, asker }, { before: null, from: now, isQuiet: true });
}

/** Once per crossing: the same instant again is one that was acted upon. */
async function runOnce(
  tx: Tx,
  p: Platform,
  { rule, facts, timer, due, now, asker }: Due & { asker: Asker },
): Promise<void> {
  const { ticketId, ruleId } = due;
  const crossingAt = timer.at as Date;
  if (await hasCrossed(tx, { ticketId, ruleId, crossingAt })) return;
  const about = { ticketId, ruleId, eventId: null, crossingAt, at: now, actions: rule.actions };
  const verdict = consider(rule, { facts, cause: timer.cause, asker });
  if (verdict.outcome === 'considered') return;
  if (verdict.outcome !== 'runs') return void (await insertRun(tx, { ...about, ...verdict, deciding: null }));
  const actor = actingUpon(ruleId, { cause: timer.cause, occasion: { crossingAt: crossingAt.toISOString() } });
  const came = await tryActions(tx, p, { ticketId, actor, actions: rule.actions });
  const reason = came.outcome === 'failed' ? came.reason : null;
  await insertRun(tx, { ...about, outcome: came.outcome, deciding: verdict.deciding, reason });
}
