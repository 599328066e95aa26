import { z } from 'zod';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed } from './action.ts';

export const setStatus = action({
  id: 'set_status',
  label: { en: 'Set status', 'pt-BR': 'Definir status' },
  says: { en: 'set status to {status}', 'pt-BR': 'definir status como {status}' },
  params: z.strictObject({
    status: asked(z.string().min(1).max(60), { as: 'status', label: { en: 'Status', 'pt-BR': 'Status' } }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, status: params.status }),
  preview: ({ facts, params }) => changed('status', facts.status.key, params.status),
});
