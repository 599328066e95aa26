import { z } from 'zod';
import { mergeById } from '../../tickets/commands/merge.ts';
import { action, asked } from './action.ts';

export const mergeInto = action({
  id: 'merge_into',
  label: { en: 'Merge into another ticket', 'pt-BR': 'Mesclar em outro ticket' },
  says: { en: 'merge into ticket {number}', 'pt-BR': 'mesclar no ticket {number}' },
  params: z.strictObject({
    number: asked(z.int().positive().nullable(), {
      as: 'number',
      label: { en: 'Ticket number', 'pt-BR': 'Número do ticket' },
      hint: {
        en: 'Empty: the newest other active ticket of the same requester, if there is one.',
        'pt-BR': 'Vazio: o outro ticket ativo mais recente do mesmo solicitante, se houver.',
      },
      none: { en: 'of the same requester', 'pt-BR': 'do mesmo solicitante' },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => mergeById(tx, p, { ticketId, actor, ...params }),
});
