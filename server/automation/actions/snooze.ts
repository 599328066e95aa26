import { z } from 'zod';
import { snoozePresets } from '../../../domain/snooze-times.ts';
import { snoozeById } from '../../tickets/commands/snooze.ts';
import { action, asked } from './action.ts';

export const snooze = action({
  id: 'snooze',
  label: { en: 'Snooze', 'pt-BR': 'Adiar' },
  says: { en: 'snooze: {preset}', 'pt-BR': 'adiar: {preset}' },
  params: z.strictObject({
    preset: asked(z.enum(snoozePresets), {
      as: 'choice',
      label: { en: 'Until', 'pt-BR': 'Até' },
      hint: { en: 'By the company’s clock.', 'pt-BR': 'Pelo relógio da empresa.' },
      choices: {
        four_hours: { en: 'for 4 hours', 'pt-BR': 'por 4 horas' },
        tomorrow: { en: 'until tomorrow at 9:00', 'pt-BR': 'até amanhã às 9h' },
        monday: { en: 'until Monday at 9:00', 'pt-BR': 'até segunda-feira às 9h' },
        next_week: { en: 'for a week, until 9:00', 'pt-BR': 'por uma semana, até as 9h' },
      },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => snoozeById(tx, p, { ticketId, actor, ...params }),
});
