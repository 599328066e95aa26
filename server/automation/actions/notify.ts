import { z } from 'zod';
import { notifyByRule } from '../../tickets/commands/tell-by-rule.ts';
import { action, asked, people } from './action.ts';

export const notify = action({
  id: 'notify',
  label: { en: 'Notify agents', 'pt-BR': 'Avisar agentes' },
  says: { en: 'notify {people}', 'pt-BR': 'avisar {people}' },
  params: z.strictObject({
    people: asked(people.min(1), { as: 'people', label: { en: 'Whom', 'pt-BR': 'Quem' } }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => notifyByRule(tx, p, { ticketId, actor, people: params.people }),
});
