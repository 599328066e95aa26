import type { z } from 'zod';
import { type SearchHit, searchQuery, searchReply, similarReply } from '../../contract/search.ts';
import { ticketParams } from '../../contract/tickets.ts';
import type { FieldAsked } from '../../domain/conditions/text/search.ts';
import { AppError } from '../../domain/errors.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { mostAlike } from '../../domain/triage/similar.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { toTicketRow } from '../tickets/reads/row.ts';
import { excerpt } from './excerpt.ts';
import { readQuery, type SearchAsked } from './query.ts';
import { findByCondition, readFieldsAsked } from './reads/asked-fields.ts';
import { candidatesFor, findByResolution, readAsked } from './reads/explained.ts';
import { encodeSearchCursor, type FoundTicket, findByNumber, findBySubject, findByWords } from './reads/hits.ts';
import { findPeople, type People } from './reads/people.ts';
import { findByFields } from './reads/valued.ts';
import type { Within } from './reads/within.ts';
import { stemsOf } from './reads/words.ts';

export const searchRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/search',
    access: { may: 'tickets.read' },
    summary:
      'Tickets by words, "phrases", -without, prefix*, #number and conditions as text (status:open assignee:me), newest first; contacts and organizations beside',
    tag: 'Search',
    query: searchQuery,
    replies: { 200: searchReply },
    run: async ({ actor, query }) => search(p, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/tickets/:number/similar',
    access: { may: 'tickets.read' },
    summary: 'Solved tickets like this one, with what was found and done',
    tag: 'Search',
    params: ticketParams,
    replies: { 200: similarReply },
    run: async ({ actor, params }) => ({ tickets: await similarTo(p, { actor, number: params.number }) }),
  }),
];

async function search(p: Platform, actor: AgentActor, query: z.output<typeof searchQuery>) {
  const { condition, words, asked: questions } = await readFieldsAsked(p, actor, query);
  const asked = readQuery(words, condition !== null);
  const within: Within = { actor, condition };
  const isFirstPage = query.after === undefined;
  const paged = { limit: query.limit + 1, after: query.after };
  const hasTerms = asked.terms.length > 0;
  const [explained, valued, byWords, first] = await Promise.all([
    hasTerms ? findByResolution(p, within, asked.terms) : [],
    hasTerms ? findByFields(p, within, asked.terms) : [],
    hasTerms ? findByWords(p, within, { terms: asked.terms, ...paged }) : findByCondition(p, within, paged),
    isFirstPage ? onlyOnFirstPage(p, within, asked) : noneOfThem,
  ]);

  const page = byWords.slice(0, query.limit);
  const last = byWords.length > query.limit ? page.at(-1) : undefined;
  const explainedNow = notIn(first.direct, explained);
  const valuedNow = notIn([...first.direct, ...explained], valued);
  const shown = [...first.direct, ...explained, ...valued];
  const said = notIn(shown, page);
  const bySubject = isFirstPage && shown.length + said.length === 0 ? await helpOut(p, within, asked) : [];
  return {
    hits: [
      ...first.direct.map((found) => hit(found, asked)),
      ...(isFirstPage ? explainedNow : []).map((found) => ({ ...hit(found, asked), isResolution: true })),
      ...(isFirstPage ? valuedNow : []).map((found) => ({ ...hit(found, asked), isField: true })),
      ...[...said, ...bySubject].map((found) => hit(found, asked)),
    ],
    ...first.people,
    next: last ? encodeSearchCursor(last.cursor) : null,
    asked: questions.map(toldQuestion),
  };
}

function toldQuestion(one: FieldAsked) {
  const isRead = 'condition' in one;
  return { text: one.text, condition: isRead ? one.condition : null, problem: isRead ? null : one.problem };
}

/** A ticket is shown once, where it was found first. */
function notIn(shown: readonly FoundTicket[], found: readonly FoundTicket[]): FoundTicket[] {
  const known = new Set(shown.map(({ uuid }) => uuid));
  return found.filter(({ uuid }) => !known.has(uuid));
}

async function onlyOnFirstPage(p: Platform, within: Within, { number, whole }: SearchAsked) {
  const [direct, people] = await Promise.all([
    number === null ? [] : findByNumber(p, within, number),
    findPeople(p, within.actor, whole),
  ]);
  return { direct, people };
}

/** Half-typed words find no message, but perhaps a subject. */
async function helpOut(p: Platform, within: Within, { whole }: SearchAsked): Promise<FoundTicket[]> {
  return whole.length >= 3 ? findBySubject(p, within, { text: whole, limit: 20 }) : [];
}

const mostSimilar = 5;

async function similarTo(p: Platform, by: { actor: AgentActor; number: number }) {
  const asked = await readAsked(p.db, by);
  if (asked === null) throw new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
  const candidates = await candidatesFor(p.db, by.actor, asked);
  const solved = candidates.map((of) => ({ of, subject: of.subject, text: Object.values(of.resolution).join(' ') }));
  return mostAlike(asked, solved, mostSimilar).map(({ solvedAt, ...ticket }) => ({
    ...ticket,
    solvedAt: solvedAt?.toISOString() ?? null,
  }));
}

const noneOfThem: { direct: FoundTicket[]; people: People } = {
  direct: [],
  people: { contacts: [], organizations: [] },
};

function hit(found: FoundTicket, { terms }: SearchAsked): SearchHit {
  const words = terms.filter(({ isDenied }) => !isDenied).flatMap(({ text }) => text.split(/[^\p{L}\p{N}]+/u));
  return {
    ticket: toTicketRow(found),
    messageId: found.message_uuid,
    isResolution: false,
    isField: false,
    excerpt: excerpt(found.text, words.filter(Boolean), stemsOf(found.stems)),
  };
}
