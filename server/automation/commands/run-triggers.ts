import { actingUpon } from '../../../domain/automation/chain.ts';
import { consider } from '../../../domain/automation/consider.ts';
import type { Deciding } from '../../../domain/automation/deciding.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTickets } from '../../tickets/commands/clocks.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { readFacts } from '../../tickets/reads/facts.ts';
import { isHistory } from '../reads/quiet.ts';
import { enabledRules, type RuleRow } from '../reads/rules.ts';
import { insertConsidered, insertRun, ranOn, type Unrun } from '../store/trace.ts';
import { tryActions } from './run-actions.ts';

// Commands of this room run rules upon tickets and keep what came of it. What a rule does is for the actions, which call the
// commands of other rooms; whether it runs is decided in domain/automation.

/**
 * Asks the triggers that listen to this event, in their order, and runs those whose condition holds, all in the transaction of
 * the reader's cursor. Each is asked about the ticket as the ones before it left it.
 */
export async function runTriggers(tx: Tx, p: Platform, event: LoggedEvent): Promise<void> {
  const { ticketId } = event;
  if (ticketId === null) return;
  const listening = (await enabledRules(p, tx, 'trigger')).filter(({ listensTo }) =>
    listensTo.some((type) => type === event.type),
  );
  if (listening.length === 0 || (await isHistory(tx, event))) return;
  await holdTickets(tx, [ticketId]);
  const done = await ranOn(tx, event.id);
  const unrun = await runInTurn(tx, p, { event, ticketId, triggers: listening.filter(({ id }) => !done.has(id)) });
  const at = p.clock.now();
  await insertConsidered(tx, { ticketId, eventId: event.id, eventType: event.type, at, rules: unrun });
}

type Turn = { event: LoggedEvent; ticketId: number; triggers: readonly RuleRow[] };

async function runInTurn(tx: Tx, p: Platform, { event, ticketId, triggers }: Turn): Promise<Unrun[]> {
  const read = () => readFacts(tx, { ticketId, event });
  const conditions = triggers.map(({ condition }) => condition);
  const asker = await readAsker(tx, { now: p.clock.now(), me: null }, conditions);
  const unrun: Unrun[] = [];
  const before: number[] = [];
  let facts = await read();
  for (const trigger of triggers) {
    if (facts === null) break;
    const verdict = consider(trigger, { facts, cause: event.cause, asker });
    if (verdict.outcome !== 'runs') {
      unrun.push({ rule: trigger.id, ...verdict });
      continue;
    }
    const came = await runOne(tx, p, { event, ticketId, trigger, before, deciding: verdict.deciding });
    if (came === 'stopped') break;
    if (came === 'failed') continue;
    before.push(trigger.id);
    facts = await read();
  }
  return unrun;
}

type One = Omit<Turn, 'triggers'> & { trigger: RuleRow; before: readonly number[]; deciding: Deciding | null };

async function runOne(tx: Tx, p: Platform, one: One): Promise<'ran' | 'failed' | 'stopped'> {
  const { event, ticketId, trigger, before, deciding } = one;
  const { actions } = trigger;
  const actor = actingUpon(trigger.id, event.cause, before);
  const came = await tryActions(tx, p, { ticketId, actor, actions, event });
  const about = { ticketId, ruleId: trigger.id, eventId: event.id, crossingAt: null, at: p.clock.now() };
  const reason = came.outcome === 'failed' ? came.reason : null;
  await insertRun(tx, { ...about, outcome: came.outcome, deciding, reason, actions });
  if (came.outcome === 'failed') return 'failed';
  return came.isStopped ? 'stopped' : 'ran';
}
