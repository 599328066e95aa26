import { z } from 'zod';
import { mailByRule } from '../../tickets/commands/tell-by-rule.ts';
import { promiseOf } from '../commands/promise.ts';
import { templates } from '../commands/template-params.ts';
import { action, asked, people } from './action.ts';

const address = z.email().max(254).toLowerCase();

export const sendEmail = action({
  id: 'send_email',
  label: { en: 'Send e-mail', 'pt-BR': 'Enviar e-mail' },
  says: { en: 'send an e-mail to {addresses} {people}', 'pt-BR': 'enviar um e-mail para {addresses} {people}' },
  params: z
    .strictObject({
      addresses: asked(z.array(address).max(20).default([]), {
        as: 'tags',
        label: { en: 'To these addresses', 'pt-BR': 'Para estes endereços' },
      }),
      people: asked(people.default([]), {
        as: 'people',
        label: { en: 'To these people', 'pt-BR': 'Para estas pessoas' },
      }),
      subjects: asked(templates, { as: 'template', label: { en: 'Subject', 'pt-BR': 'Assunto' } }),
      texts: asked(templates, { as: 'template', label: { en: 'Text', 'pt-BR': 'Texto' } }),
    })
    .refine(({ addresses, people: named }) => addresses.length + named.length > 0, {
      message: 'Say whom it goes to.',
      path: ['addresses'],
    })
    .refine(({ subjects, texts }) => Object.keys(texts).every((language) => language in subjects), {
      message: 'Each language needs its subject.',
      path: ['subjects'],
    }),
  for: ['trigger', 'automation'],
  run: ({ tx, p, ticketId, actor, params }) => {
    const { addresses, people: named, subjects, texts } = params;
    const parts = Object.entries(texts).map(([language, text]) => [
      language,
      { subject: subjects[language] ?? '', text },
    ]);
    const mail = { ticketId, actor, addresses, people: named, texts: Object.fromEntries(parts) };
    return mailByRule(tx, p, { ...mail, more: promiseOf(tx, p, ticketId) });
  },
});
