import { z } from 'zod';
import { confirmTicket } from '../../inboxes/commands/confirm.ts';
import { promiseOf } from '../commands/promise.ts';
import { action } from './action.ts';

/** Whether an inbox confirms, and in which words, is set with the inbox; a ticket that an agent opened is not confirmed. */
export const confirm = action({
  id: 'confirm',
  label: { en: 'Send the confirmation of the inbox', 'pt-BR': 'Enviar a confirmação da caixa de entrada' },
  says: {
    en: 'send the confirmation, where the inbox confirms new tickets',
    'pt-BR': 'enviar a confirmação, se a caixa de entrada confirma novos tickets',
  },
  params: z.strictObject({}),
  for: ['trigger'],
  run: async ({ tx, p, ticketId, actor, event }) => {
    if (event?.actorKind === 'contact')
      await confirmTicket(tx, p, { ticketId, actor, more: promiseOf(tx, p, ticketId) });
  },
});
