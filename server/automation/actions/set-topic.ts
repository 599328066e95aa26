import { z } from 'zod';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed, id } from './action.ts';

export const setTopic = action({
  id: 'set_topic',
  label: { en: 'Set topic', 'pt-BR': 'Definir categoria' },
  says: { en: 'set topic to {topic}', 'pt-BR': 'definir categoria como {topic}' },
  params: z.strictObject({
    topic: asked(id.nullable(), {
      as: 'topic',
      label: { en: 'Topic', 'pt-BR': 'Categoria' },
      none: { en: 'No topic', 'pt-BR': 'Sem categoria' },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, topic: params.topic }),
  preview: ({ facts, params }) => changed('topic', facts.topic?.key ?? null, params.topic),
});
