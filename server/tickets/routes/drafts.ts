import { draft, draftList, draftParams } from '../../../contract/drafts.ts';
import { ticketParams } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDrafts } from '../reads/drafts.ts';
import { whoSees } from '../reads/who-sees.ts';
import { deleteDraft, saveDraft } from '../store/drafts.ts';
import { ticketNotFound } from '../store/lock.ts';

const tag = 'Messages';
const access = { may: 'tickets.read' } as const;

/** What is being written: it survives signing out and is there on another device. */
export const draftRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/drafts',
    access,
    summary: 'What you are writing in a ticket and have not sent',
    tag,
    params: ticketParams,
    replies: { 200: draftList },
    async run({ actor, params: { number } }) {
      await whoSees(p.db, { actor, number });
      return readDrafts(p.db, { actor, number });
    },
  }),
  route({
    method: 'PUT',
    url: '/api/tickets/:number/drafts/:draftKind',
    access,
    summary: 'Keep what you are writing',
    tag,
    params: draftParams,
    body: draft,
    replies: { 204: null },
    async run({ actor, params: { number, draftKind: kind }, body }) {
      const isKept = await saveDraft(p.db, { actor, number, kind }, { ...body, at: p.clock.now() });
      if (!isKept) throw ticketNotFound();
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/drafts/:draftKind',
    access,
    summary: 'Forget what you were writing',
    tag,
    params: draftParams,
    replies: { 204: null },
    async run({ actor, params: { number, draftKind: kind } }) {
      await whoSees(p.db, { actor, number });
      await deleteDraft(p.db, { actor, number, kind });
    },
  }),
];
