import { ticketParams } from '../../contract/tickets.ts';
import { answerSuggestionBody, suggestionParams, ticketSuggestionList } from '../../contract/triage.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { answerSuggestion } from './commands/answer.ts';
import { readSuggestions } from './reads/suggestions.ts';
import { extractionRuleRoutes } from './routes/extraction-rules.ts';
import { suggestionRuleRoutes } from './routes/suggestion-rules.ts';

export const triageRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/suggestions',
    access: { may: 'tickets.read' },
    summary: 'What the desk suggests for a ticket by itself, why, and what became of it',
    tag: 'Tickets',
    params: ticketParams,
    replies: { 200: ticketSuggestionList },
    run: async ({ actor, params }) => ({ suggestions: await readSuggestions(p.db, { actor, number: params.number }) }),
  }),
  route({
    method: 'PUT',
    url: '/api/tickets/:number/suggestions/:suggestionId',
    access: { may: 'tickets.update' },
    summary: 'Take a suggestion, or wave it away',
    tag: 'Tickets',
    params: suggestionParams,
    body: answerSuggestionBody,
    replies: { 200: ticketSuggestionList },
    async run({ actor, params: { number, suggestionId }, body }) {
      await answerSuggestion(p, { actor, number, suggestionId, ...body });
      return { suggestions: await readSuggestions(p.db, { actor, number }) };
    },
  }),
  ...extractionRuleRoutes(p),
  ...suggestionRuleRoutes(p),
];
