import { z } from 'zod';
import { assignLater } from '../../assignment/commands/give-one.ts';
import { action } from './action.ts';

/** Also for a team that gives out nothing by itself. Who has the ticket keeps it. */
export const assignAutomatically = action({
  id: 'assign_automatically',
  label: { en: 'Assign automatically', 'pt-BR': 'Distribuir automaticamente' },
  says: {
    en: 'give it to whoever in its team can best take it',
    'pt-BR': 'entregar a quem, na equipe, melhor pode atender',
  },
  params: z.strictObject({}),
  run: ({ tx, p, ticketId, actor }) => assignLater(tx, p, { ticketId, actor }),
});
