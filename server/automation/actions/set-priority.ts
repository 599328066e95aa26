import { z } from 'zod';
import { priorities } from '../../../domain/tickets/ticket.ts';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed } from './action.ts';

export const setPriority = action({
  id: 'set_priority',
  label: { en: 'Set priority', 'pt-BR': 'Definir prioridade' },
  says: { en: 'set priority to {priority}', 'pt-BR': 'definir prioridade como {priority}' },
  params: z.strictObject({
    priority: asked(z.enum(priorities), { as: 'priority', label: { en: 'Priority', 'pt-BR': 'Prioridade' } }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, priority: params.priority }),
  preview: ({ facts, params }) => changed('priority', facts.priority, params.priority),
});
