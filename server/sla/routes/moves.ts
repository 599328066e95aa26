import { slaMovesBody, slaMovesReply } from '../../../contract/sla-moves.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { foreseeMoves } from '../commands/foresee.ts';

export const moveRoutes = (p: Platform): Route[] => [
  route({
    method: 'POST',
    url: '/api/sla-moves',
    access: { may: 'sla.manage' },
    summary: 'Which open tickets a change of policies or business hours would move; nothing is saved',
    tag: 'SLA',
    body: slaMovesBody,
    replies: { 200: slaMovesReply },
    run: async ({ actor, body }) => ({ moves: await foreseeMoves(p, { actor, change: body }) }),
  }),
];
