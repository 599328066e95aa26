import { alwaysOpen, type Calendar } from '../business-hours/calendar.ts';
import { isActive, type Priority, type StatusCategory } from '../tickets/ticket.ts';
import { type ClockEnd, dueAtOf, type Rules, type Running, type SlaClock, shown } from './clock.ts';
import type { SlaMoment } from './history.ts';
import { type SlaMetric, type SlaPromises, type SlaTarget, targetOf } from './policy.ts';

/** A line of "why is it due then?": what happened to a clock, and when its time was up from then on. */
export type LedgerEntry = {
  at: Date;
  metric: SlaMetric;
  what: 'started' | 'took_in' | 'paused' | 'resumed' | 'retargeted' | 'met' | 'dropped' | 'breached';
  /** The category in which it paused or resumed. */
  category: StatusCategory | null;
  target: SlaTarget;
  dueAt: Date | null;
};

export type Sla = { clocks: SlaClock[]; ledger: LedgerEntry[] };

type State = {
  priority: Priority;
  category: StatusCategory;
  isFirstReplyOver: boolean;
  reply: Running | null;
  resolution: Running | null;
  all: Running[];
  ledger: LedgerEntry[];
};

type Given = { history: readonly SlaMoment[]; promises: SlaPromises; calendar: Calendar; now: Date };

/**
 * The clocks of a ticket, computed from its history: never shifted, so that a change of policy, calendar, holidays, priority or of
 * the past itself is a matter of computing them again. A reply clock runs from the oldest unanswered message until an agent
 * replies; the resolution clock runs until the ticket is solved, rests where the policy says so and goes on when it is reopened. A
 * promise that ended is judged by the priority it ended with.
 */
export function slaClocks({ history, promises, calendar, now }: Given): Sla {
  const rules = { promises, calendar };
  const state = stateAfter(history, rules);
  tellBreaches(state, rules, now);
  return { clocks: state.all.flatMap((clock) => shown(clock, rules, now)), ledger: state.ledger };
}

const noRules: Rules = { promises: { targets: {}, pausesIn: [] }, calendar: alwaysOpen };

/** Since when a customer waits for an answer after all this; null where nobody does. Promised or not. */
export function owedSince(history: readonly SlaMoment[]): Date | null {
  return stateAfter(history, noRules).reply?.runs[0]?.from ?? null;
}

function stateAfter(history: readonly SlaMoment[], rules: Rules): State {
  const state: State = {
    priority: 'medium',
    category: 'new',
    isFirstReplyOver: false,
    reply: null,
    resolution: null,
    all: [],
    ledger: [],
  };
  for (const moment of history) {
    tellBreaches(state, rules, moment.at);
    step(state, rules, moment);
  }
  return state;
}

const steps: { [What in SlaMoment['what']]: (state: State, rules: Rules, moment: SlaMoment & { what: What }) => void } =
  {
    opened,
    customer_wrote: (state, rules, { at }) => {
      if (state.reply === null) startReply(state, rules, at);
    },
    agent_replied: (state, rules, { at }) => {
      endReply(state, rules, { at, how: 'met' });
      state.isFirstReplyOver = true;
    },
    status_changed: statusChanged,
    priority_changed: priorityChanged,
    handed_over: (state, rules, { at }) => {
      if (state.reply === null) return;
      const { metric } = state.reply;
      endReply(state, rules, { at, how: 'dropped' });
      state.reply = start(state, rules, { metric, at });
    },
    merged: (state, rules, { at }) => {
      endReply(state, rules, { at, how: 'dropped' });
      endResolution(state, rules, { at, how: 'dropped' });
    },
    took_in: tookIn,
  };

function step<What extends SlaMoment['what']>(state: State, rules: Rules, moment: SlaMoment & { what: What }): void {
  steps[moment.what](state, rules, moment);
}

function opened(state: State, rules: Rules, moment: SlaMoment & { what: 'opened' }): void {
  state.priority = moment.priority;
  state.category = moment.category;
  state.isFirstReplyOver = !moment.byCustomer;
  if (!isActive(moment.category)) return;
  if (moment.byCustomer && !moment.isQuiet) startReply(state, rules, moment.at);
  state.resolution = start(state, rules, { metric: 'resolution', at: moment.at });
  if (rests(rules, moment.category)) pause(state, rules, moment.at);
}

function statusChanged(state: State, rules: Rules, { at, to }: SlaMoment & { what: 'status_changed' }): void {
  const wasActive = isActive(state.category);
  const wasResting = rests(rules, state.category);
  state.category = to;
  if (!isActive(to)) {
    endReply(state, rules, { at, how: 'dropped' });
    endResolution(state, rules, { at, how: 'met' });
    return;
  }
  const clock = state.resolution;
  if (clock === null) {
    state.resolution = start(state, rules, { metric: 'resolution', at });
    if (rests(rules, to)) pause(state, rules, at);
  } else if (!wasActive || wasResting !== rests(rules, to)) {
    clock.end = null;
    if (rests(rules, to)) pause(state, rules, at);
    else resume(state, rules, at);
  }
}

/** One answer is owed to both: the clock counts from whoever waits longer. */
function tookIn(state: State, rules: Rules, { at, since }: SlaMoment & { what: 'took_in' }): void {
  const { reply } = state;
  if (reply === null) {
    state.reply = begin(state, rules, { metric: replyMetric(state), from: since, at });
    return;
  }
  const [first] = reply.runs;
  if (first === undefined || first.from <= since) return;
  reply.runs[0] = { ...first, from: since };
  reply.isBreachTold = false;
  tell(state, rules, { clock: reply, at, what: 'took_in' });
}

function priorityChanged(state: State, rules: Rules, { at, to }: SlaMoment & { what: 'priority_changed' }): void {
  state.priority = to;
  for (const clock of [state.reply, state.resolution]) {
    if (clock === null || clock.end !== null) continue;
    const [before, target] = [clock.target, targetOf(rules.promises, clock.metric, to)];
    if (before?.minutes === target?.minutes && before?.hours === target?.hours) continue;
    if (target === null) tell(state, rules, { clock, at, what: 'dropped' });
    clock.target = target;
    clock.isBreachTold = false;
    tell(state, rules, { clock, at, what: 'retargeted' });
  }
}

function startReply(state: State, rules: Rules, at: Date): void {
  state.reply = start(state, rules, { metric: replyMetric(state), at });
}

function replyMetric({ isFirstReplyOver }: State): SlaMetric {
  return isFirstReplyOver ? 'next_reply' : 'first_reply';
}

function start(state: State, rules: Rules, { metric, at }: { metric: SlaMetric; at: Date }): Running {
  return begin(state, rules, { metric, from: at, at });
}

/** A clock that counts from an instant, and is known of at another. */
function begin(state: State, rules: Rules, begun: { metric: SlaMetric; from: Date; at: Date }): Running {
  const { metric, from, at } = begun;
  const target = targetOf(rules.promises, metric, state.priority);
  const clock: Running = { metric, target, runs: [{ from, to: null }], end: null, isBreachTold: false };
  state.all.push(clock);
  tell(state, rules, { clock, at, what: from < at ? 'took_in' : 'started' });
  return clock;
}

function rests({ promises }: Rules, category: StatusCategory): boolean {
  return promises.pausesIn.includes(category);
}

function pause(state: State, rules: Rules, at: Date): void {
  const clock = state.resolution;
  if (!clock) return;
  stop(clock, at);
  tell(state, rules, { clock, at, what: 'paused' });
}

function resume(state: State, rules: Rules, at: Date): void {
  const clock = state.resolution;
  if (!clock) return;
  clock.runs.push({ from: at, to: null });
  tell(state, rules, { clock, at, what: 'resumed' });
}

function endReply(state: State, rules: Rules, how: ClockEnd): void {
  if (state.reply) end(state, rules, { clock: state.reply, end: how });
  if (state.reply && how.how === 'dropped') state.isFirstReplyOver = true;
  state.reply = null;
}

function endResolution(state: State, rules: Rules, how: ClockEnd): void {
  const clock = state.resolution;
  if (clock && clock.end === null) end(state, rules, { clock, end: how });
}

function end(state: State, rules: Rules, ended: { clock: Running; end: ClockEnd }): void {
  stop(ended.clock, ended.end.at);
  ended.clock.end = ended.end;
  tell(state, rules, { clock: ended.clock, at: ended.end.at, what: ended.end.how });
}

function stop(clock: Running, at: Date): void {
  const last = clock.runs.at(-1);
  if (last && last.to === null) clock.runs[clock.runs.length - 1] = { from: last.from, to: at };
}

/** A breach is told once for each target a clock has had, at the instant it was late, not when somebody looked. */
function tellBreaches(state: State, rules: Rules, until: Date): void {
  const late = [state.reply, state.resolution].flatMap((clock) => {
    if (!clock?.target || clock.end !== null || clock.isBreachTold) return [];
    const dueAt = dueAtOf(clock, clock.target, rules);
    if (dueAt === null || dueAt >= until) return [];
    const since = state.ledger.findLast((entry) => entry.metric === clock.metric)?.at ?? dueAt;
    return [{ clock, at: new Date(Math.max(dueAt.getTime(), since.getTime())) }];
  });
  for (const { clock, at } of late.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    clock.isBreachTold = true;
    tell(state, rules, { clock, at, what: 'breached' });
  }
}

function tell(state: State, rules: Rules, told: { clock: Running; at: Date; what: LedgerEntry['what'] }): void {
  const { clock, at, what } = told;
  const category = what === 'paused' || what === 'resumed' ? state.category : null;
  const { metric, target } = clock;
  if (target === null) return;
  state.ledger.push({ at, metric, what, category, target, dueAt: dueAtOf(clock, target, rules) });
}
