import { z } from 'zod';
import { addFollower as follow } from '../../tickets/commands/change.ts';
import { action, asked, id } from './action.ts';

export const addFollower = action({
  id: 'add_follower',
  label: { en: 'Add follower', 'pt-BR': 'Adicionar seguidor' },
  says: { en: 'add {agent} as a follower', 'pt-BR': 'adicionar {agent} como seguidor' },
  params: z.strictObject({ agent: asked(id, { as: 'agent', label: { en: 'Agent', 'pt-BR': 'Agente' } }) }),
  run: ({ tx, p, ticketId, actor, params }) => follow(tx, p, { ticketId, actor, agent: params.agent }),
});
