import { z } from 'zod';
import { escalateById } from '../../tickets/commands/escalate.ts';
import { action, asked, id } from './action.ts';

export const escalate = action({
  id: 'escalate',
  label: { en: 'Escalate', 'pt-BR': 'Escalonar' },
  says: { en: 'escalate to {team}: “{reason}”', 'pt-BR': 'escalonar para {team}: “{reason}”' },
  params: z.strictObject({
    team: asked(id.nullable(), {
      as: 'team',
      label: { en: 'To team', 'pt-BR': 'Para a equipe' },
      none: { en: 'The next tier of its own team', 'pt-BR': 'O próximo nível da própria equipe' },
    }),
    reason: asked(z.string().trim().min(1).max(2_000), { as: 'line', label: { en: 'Reason', 'pt-BR': 'Motivo' } }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => escalateById(tx, p, { ticketId, actor, ...params }),
});
