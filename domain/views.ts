import type { Condition } from './conditions/condition.ts';
import { isActive, type StatusCategory, statusCategories } from './tickets/ticket.ts';

export type ViewSort = 'due' | 'updated' | 'created' | 'priority';

/** A list every desk has. Its id never changes, so that links to it stay good. */
export type SystemView = {
  id: string;
  slug: string;
  name: { en: string; 'pt-BR': string };
  condition: Condition;
  sort: ViewSort;
};

export const activeCategories: StatusCategory[] = statusCategories.filter(isActive);
/** Solved within this many hours is "recently". */
const recently = 7 * 24;

const active: Condition = { field: 'status_category', op: 'any_of', value: activeCategories };
/** New or open: the desk's move. Pending waits for the customer, on hold for somebody else. */
const ourMove: Condition = { field: 'status_category', op: 'any_of', value: ['new', 'open'] };
/** What sleeps is nobody's work now: the lists of work leave it out, "All active" does not. */
const awake: Condition = { field: 'snoozed_until', op: 'is_not_set' };
const mine: Condition = { field: 'assignee', op: 'is', value: 'me' };

/** The ten lists a desk begins with, in the order they are shown. */
export const systemViews: readonly SystemView[] = [
  {
    id: '01930000-0000-7000-8000-000000000101',
    slug: 'my-open',
    name: { en: 'My open tickets', 'pt-BR': 'Meus em aberto' },
    condition: { all: [mine, ourMove, awake] },
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000102',
    slug: 'awaiting-my-reply',
    name: { en: 'Awaiting my reply', 'pt-BR': 'Aguardando minha resposta' },
    condition: { all: [mine, active, awake, { field: 'awaits_reply', op: 'is', value: true }] },
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000103',
    slug: 'unassigned',
    name: { en: 'Unassigned', 'pt-BR': 'Sem responsável' },
    condition: { all: [{ field: 'assignee', op: 'is_not_set' }, active, awake] },
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000104',
    slug: 'my-teams',
    name: { en: 'My teams', 'pt-BR': 'Minhas equipes' },
    condition: { all: [{ field: 'team', op: 'is', value: 'my_teams' }, active, awake] },
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000105',
    slug: 'all-active',
    name: { en: 'All active', 'pt-BR': 'Todos os ativos' },
    condition: active,
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000106',
    slug: 'critical-and-high',
    name: { en: 'Critical and high', 'pt-BR': 'Críticos e altos' },
    condition: { all: [{ field: 'priority', op: 'any_of', value: ['critical', 'high'] }, active, awake] },
    sort: 'priority',
  },
  {
    id: '01930000-0000-7000-8000-000000000107',
    slug: 'pending',
    name: { en: 'Pending', 'pt-BR': 'Pendentes' },
    condition: { field: 'status_category', op: 'is', value: 'pending' },
    sort: 'updated',
  },
  {
    id: '01930000-0000-7000-8000-000000000108',
    slug: 'on-hold',
    name: { en: 'On hold', 'pt-BR': 'Em espera' },
    condition: { field: 'status_category', op: 'is', value: 'on_hold' },
    sort: 'updated',
  },
  {
    id: '01930000-0000-7000-8000-000000000110',
    slug: 'snoozed',
    name: { en: 'Snoozed', 'pt-BR': 'Adiados' },
    condition: { all: [active, { field: 'snoozed_until', op: 'is_set' }] },
    sort: 'due',
  },
  {
    id: '01930000-0000-7000-8000-000000000109',
    slug: 'recently-solved',
    name: { en: 'Recently solved', 'pt-BR': 'Resolvidos recentemente' },
    condition: {
      all: [
        { field: 'status_category', op: 'any_of', value: ['solved', 'closed'] },
        { field: 'solved_at', op: 'hours_since_less_than', value: recently },
      ],
    },
    sort: 'updated',
  },
];

/** What a team's own list shows of its tickets. */
export const workOfTeam: Condition = { all: [active, awake] };

export function teamCondition(teamId: string): Condition {
  return { all: [{ field: 'team', op: 'is', value: teamId }, active, awake] };
}

/** Can only active tickets be in it? Such lists walk the indexes of active tickets, and are counted in one pass over one. */
export function onlyActive(condition: Condition): boolean {
  return onlyCategories(condition, isActive);
}

/** Can only solved and closed tickets be in it? */
export function onlyDone(condition: Condition): boolean {
  return onlyCategories(condition, (category) => !isActive(category));
}

function onlyCategories(condition: Condition, isWanted: (category: StatusCategory) => boolean): boolean {
  if ('all' in condition) return condition.all.some((part) => onlyCategories(part, isWanted));
  if ('any' in condition)
    return condition.any.every((part) => onlyCategories(part, isWanted)) && condition.any.length > 0;
  if ('not' in condition || condition.field !== 'status_category') return false;
  if (condition.op !== 'is' && condition.op !== 'any_of') return false;
  return [condition.value].flat().every((value) => isWanted(value as StatusCategory));
}
