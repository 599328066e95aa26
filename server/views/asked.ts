import type { z } from 'zod';
import type { listTicketsQuery } from '../../contract/tickets.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { AppError } from '../../domain/errors.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { type StatusCategory, statusCategories } from '../../domain/tickets/ticket.ts';
import type { Platform } from '../platform/platform.ts';
import type { TicketListAsked } from '../tickets/reads/list.ts';
import { statusBySlug } from '../tickets/reads/statuses.ts';
import { type FoundView, findView } from './reads/find.ts';

type Query = z.output<typeof listTicketsQuery>;

/** Milliseconds for a page of what somebody made up: as long as people wait for a list. */
const longest = 3_000;

/** A view and filters narrow each other; the view says the order unless the caller does. */
export async function askedOf(p: Platform, actor: AgentActor, query: Query): Promise<TicketListAsked> {
  const view = query.view === undefined ? undefined : await findView(p, actor, query.view);
  if (view?.teamSlug && query.team) {
    throw new AppError('invalid', 'view_and_team', 'A view of a team cannot be asked for another team.', {
      fields: { team: 'Leave it out: the view names the team.' },
    });
  }
  const filters = [...(await statusFilter(p, query.status)), ...idFilters(query)];
  return {
    condition: { all: [...(view ? [view.condition] : []), ...filters] },
    team: view?.teamSlug ?? query.team,
    assignee: query.assignee,
    order: orderOf(query, view),
    limit: query.limit,
    after: query.after,
    hasFields: query.include === 'fields',
    longest: view?.isSaved ? longest : undefined,
  };
}

/** Whoever says by what to sort says all of the order. */
function orderOf({ sort, reversed }: Query, view: FoundView | undefined): TicketListAsked['order'] {
  if (sort !== undefined || view === undefined) return { sort: sort ?? 'updated', isReversed: reversed ?? false };
  return { sort: view.sort, isReversed: reversed ?? view.isReversed };
}

/** The name of a category means all its statuses; any other word is the slug of one. Indexes know categories, so it is asked too. */
async function statusFilter(p: Platform, wanted: string | undefined): Promise<Condition[]> {
  if (wanted === undefined) return [];
  if (statusCategories.includes(wanted as StatusCategory))
    return [{ field: 'status_category', op: 'is', value: wanted }];
  const { slug, category } = await statusBySlug(p, p.db, wanted);
  return [
    { field: 'status_category', op: 'is', value: category },
    { field: 'status', op: 'is', value: slug },
  ];
}

function idFilters({ requester, organization }: Query): Condition[] {
  const filters: Condition[] = [];
  if (requester) filters.push({ field: 'requester', op: 'is', value: requester });
  if (organization) filters.push({ field: 'organization', op: 'is', value: organization });
  return filters;
}
