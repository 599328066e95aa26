import { actingUpon } from '../../../domain/automation/chain.ts';
import { consider } from '../../../domain/automation/consider.ts';
import type { Deciding } from '../../../domain/automation/deciding.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTickets } from '../../tickets/commands/clocks.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { readAllFacts, readFacts } from '../../tickets/reads/facts.ts';
import { whichAreHistory } from '../reads/quiet.ts';
import { enabledRules, type RuleRow } from '../reads/rules.ts';
import { insertConsidered, insertRun, type RanOn, ranOn, type Unrun } from '../store/trace.ts';
import { tryActions } from './run-actions.ts';

// Commands of this room run rules upon tickets and keep what came of it. What a rule does is for the actions, which call the
// commands of other rooms; whether it runs is decided in domain/automation.

/**
 * Asks the triggers that listen to each event, in their order, and runs those whose condition holds, all in the transaction of
 * the reader's cursor. Each is asked about the ticket as the ones before it left it.
 */
export async function runTriggers(tx: Tx, p: Platform, events: readonly LoggedEvent[]): Promise<void> {
  const triggers = await enabledRules(p, tx, 'trigger');
  const heard = events.flatMap((event): Heard[] => {
    const listening = triggers.filter(({ listensTo }) => listensTo.some((type) => type === event.type));
    return event.ticketId === null || listening.length === 0 ? [] : [{ event, ticketId: event.ticketId, listening }];
  });
  const history = await whichAreHistory(
    tx,
    heard.map(({ event }) => event),
  );
  const fresh = heard.filter(({ event }) => !history.has(event));
  if (fresh.length === 0) return;
  const ticketIds = [...new Set(fresh.map(({ ticketId }) => ticketId))].toSorted((a, b) => a - b);
  await holdTickets(tx, ticketIds);
  const ran = await ranOn(
    tx,
    fresh.map(({ event }) => event.id),
  );
  await runEach(tx, p, { fresh, ran });
}

type Heard = { event: LoggedEvent; ticketId: number; listening: readonly RuleRow[] };

/** What was read of the tickets together holds until a trigger acts: from then on each is read when its turn comes. */
async function runEach(tx: Tx, p: Platform, { fresh, ran }: { fresh: readonly Heard[]; ran: RanOn }): Promise<void> {
  const at = p.clock.now();
  const read = await readAllFacts(tx, fresh);
  let hasActed = false;
  for (const [nth, { event, ticketId, listening }] of fresh.entries()) {
    const triggers = listening.filter(({ id }) => !ran.get(event.id)?.has(id));
    const known = hasActed ? await readFacts(tx, { ticketId, event }) : (read[nth] ?? null);
    const turn = await runInTurn(tx, p, { event, ticketId, triggers, known });
    hasActed ||= turn.hasActed;
    await insertConsidered(tx, { ticketId, eventId: event.id, eventType: event.type, at, rules: turn.unrun });
  }
}

type Turn = { event: LoggedEvent; ticketId: number; triggers: readonly RuleRow[]; known: TicketFacts | null };
type Turned = { unrun: Unrun[]; hasActed: boolean };

async function runInTurn(tx: Tx, p: Platform, { event, ticketId, triggers, known }: Turn): Promise<Turned> {
  const conditions = triggers.map(({ condition }) => condition);
  const asker = await readAsker(tx, { now: p.clock.now(), me: null }, conditions);
  const unrun: Unrun[] = [];
  const before: number[] = [];
  let facts = known;
  for (const trigger of triggers) {
    if (facts === null) break;
    const verdict = consider(trigger, { facts, cause: event.cause, asker });
    if (verdict.outcome !== 'runs') {
      unrun.push({ rule: trigger.id, ...verdict });
      continue;
    }
    const came = await runOne(tx, p, { event, ticketId, trigger, before, deciding: verdict.deciding });
    if (came === 'stopped') return { unrun, hasActed: true };
    if (came === 'failed') continue;
    before.push(trigger.id);
    facts = await readFacts(tx, { ticketId, event });
  }
  return { unrun, hasActed: before.length > 0 };
}

type One = Omit<Turn, 'triggers' | 'known'> & {
  trigger: RuleRow;
  before: readonly number[];
  deciding: Deciding | null;
};

async function runOne(tx: Tx, p: Platform, one: One): Promise<'ran' | 'failed' | 'stopped'> {
  const { event, ticketId, trigger, before, deciding } = one;
  const { actions } = trigger;
  const actor = actingUpon(trigger.id, { cause: event.cause, occasion: { eventId: event.id }, before });
  const came = await tryActions(tx, p, { ticketId, actor, actions, event });
  const about = { ticketId, ruleId: trigger.id, eventId: event.id, crossingAt: null, at: p.clock.now() };
  const reason = came.outcome === 'failed' ? came.reason : null;
  await insertRun(tx, { ...about, outcome: came.outcome, deciding, reason, actions });
  if (came.outcome === 'failed') return 'failed';
  return came.isStopped ? 'stopped' : 'ran';
}
