import { z } from 'zod';
import { replyByRule } from '../../tickets/commands/reply-by-rule.ts';
import { promiseOf } from '../commands/promise.ts';
import { templates } from '../commands/template-params.ts';
import { action, asked } from './action.ts';

export const sendReply = action({
  id: 'send_reply',
  label: { en: 'Send reply to the customer', 'pt-BR': 'Enviar resposta ao cliente' },
  says: { en: 'send a reply to the customer', 'pt-BR': 'enviar uma resposta ao cliente' },
  params: z.strictObject({
    texts: asked(templates, { as: 'template', label: { en: 'Reply', 'pt-BR': 'Resposta' } }),
  }),
  for: ['trigger', 'automation'],
  run: ({ tx, p, ticketId, actor, params }) =>
    replyByRule(tx, p, { ticketId, actor, texts: params.texts, more: promiseOf(tx, p, ticketId) }),
});
