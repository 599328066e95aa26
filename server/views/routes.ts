import type { z } from 'zod';
import { matchingBody, matchingReply } from '../../contract/conditions.ts';
import { listTicketsQuery, ticketList } from '../../contract/tickets.ts';
import { viewList } from '../../contract/views.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { AppError } from '../../domain/errors.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { type StatusCategory, statusCategories } from '../../domain/tickets/ticket.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { listTickets, type TicketListAsked } from '../tickets/reads/list.ts';
import { statusBySlug } from '../tickets/reads/statuses.ts';
import { countedViews } from './counts-cache.ts';
import { findView } from './reads/find.ts';
import { matchingTickets } from './reads/matching.ts';

export const viewRoutes = (p: Platform): Route[] => {
  const views = countedViews(p);
  return [
    route({
      method: 'GET',
      url: '/api/views',
      access: { may: 'tickets.read' },
      summary: 'Your views with their counts, exact to 1,000 and at most two seconds old',
      tag: 'Views',
      replies: { 200: viewList },
      run: async ({ actor }) => ({ views: await views(actor) }),
    }),
    route({
      method: 'GET',
      url: '/api/tickets',
      access: { may: 'tickets.read' },
      summary: 'Tickets of a view or by filters, a page at a time',
      tag: 'Tickets',
      query: listTicketsQuery,
      replies: { 200: ticketList },
      run: async ({ actor, query }) => listTickets(p, actor, await askedOf(p, actor, query)),
    }),
    route({
      method: 'POST',
      url: '/api/tickets/matching',
      access: { may: 'tickets.read' },
      summary: 'How many of your tickets a condition holds for now, and some of them',
      tag: 'Tickets',
      body: matchingBody,
      replies: { 200: matchingReply },
      run: async ({ actor, body }) => matchingTickets(p, actor, body.condition),
    }),
  ];
};

type Query = z.output<typeof listTicketsQuery>;

/** A view and filters narrow each other; the view says the order unless the caller does. */
async function askedOf(p: Platform, actor: AgentActor, query: Query): Promise<TicketListAsked> {
  const view = query.view === undefined ? undefined : await findView(p, actor, query.view);
  if (view?.team && query.team) {
    throw new AppError('invalid', 'view_and_team', 'A view of a team cannot be asked for another team.', {
      fields: { team: 'Leave it out: the view names the team.' },
    });
  }
  const filters = [...(await statusFilter(p, query.status)), ...idFilters(query)];
  return {
    condition: { all: [...(view ? [view.condition] : []), ...filters] },
    team: view?.team ?? query.team,
    assignee: query.assignee,
    sort: query.sort ?? view?.sort ?? 'updated',
    limit: query.limit,
    after: query.after,
  };
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
