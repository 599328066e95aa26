import type { z } from 'zod';
import { type SearchHit, searchQuery, searchReply } from '../../contract/search.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { toTicketRow } from '../tickets/reads/row.ts';
import { excerpt } from './excerpt.ts';
import { readQuery, type SearchAsked } from './query.ts';
import { encodeSearchCursor, type FoundTicket, findByNumber, findBySubject, findByWords } from './reads/hits.ts';
import { findPeople, type People } from './reads/people.ts';
import { stemsOf } from './reads/words.ts';

export const searchRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/search',
    access: { may: 'tickets.read' },
    summary:
      'Tickets by words, "phrases", -without, prefix* or #number, newest first; contacts and organizations beside',
    tag: 'Search',
    query: searchQuery,
    replies: { 200: searchReply },
    run: async ({ actor, query }) => search(p, actor, query),
  }),
];

async function search(p: Platform, actor: AgentActor, query: z.output<typeof searchQuery>) {
  const asked = readQuery(query.q);
  const isFirstPage = query.after === undefined;
  const [direct, byWords, people] = await Promise.all([
    isFirstPage && asked.number !== null ? findByNumber(p, actor, asked.number) : [],
    asked.terms.length > 0
      ? findByWords(p, actor, { terms: asked.terms, limit: query.limit + 1, after: query.after })
      : [],
    isFirstPage ? findPeople(p, actor, asked.whole) : noPeople,
  ]);

  const page = byWords.slice(0, query.limit);
  const last = byWords.length > query.limit ? page.at(-1) : undefined;
  const isEmpty = isFirstPage && direct.length === 0 && page.length === 0;
  const bySubject =
    isEmpty && asked.whole.length >= 3 ? await findBySubject(p, actor, { text: asked.whole, limit: 20 }) : [];
  return {
    hits: [...direct, ...page.filter(({ uuid }) => uuid !== direct[0]?.uuid), ...bySubject].map((found) =>
      hit(found, asked),
    ),
    ...people,
    next: last ? encodeSearchCursor(last.cursor) : null,
  };
}

const noPeople: People = { contacts: [], organizations: [] };

function hit(found: FoundTicket, { terms }: SearchAsked): SearchHit {
  const words = terms.filter(({ isDenied }) => !isDenied).flatMap(({ text }) => text.split(/[^\p{L}\p{N}]+/u));
  return {
    ticket: toTicketRow(found),
    messageId: found.message_uuid,
    excerpt: excerpt(found.text, words.filter(Boolean), stemsOf(found.stems)),
  };
}
