import { z } from 'zod';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed, id } from './action.ts';

export const setAssignee = action({
  id: 'set_assignee',
  label: { en: 'Assign to agent', 'pt-BR': 'Atribuir a um agente' },
  says: { en: 'assign to {assignee}', 'pt-BR': 'atribuir a {assignee}' },
  params: z.strictObject({
    assignee: asked(id.nullable(), {
      as: 'agent',
      label: { en: 'Agent', 'pt-BR': 'Agente' },
      none: { en: 'Nobody', 'pt-BR': 'Ninguém' },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, assignee: params.assignee }),
  preview: ({ facts, params }) => changed('assignee', facts.assignee?.key ?? null, params.assignee),
});
