import { z } from 'zod';
import { setFieldAsTyped } from '../../tickets/commands/set-fields.ts';
import { action, asked } from './action.ts';

export const setField = action({
  id: 'set_field',
  label: { en: 'Set a field', 'pt-BR': 'Preencher um campo' },
  says: { en: 'set the field {field} to {value}', 'pt-BR': 'preencher o campo {field} com {value}' },
  params: z.strictObject({
    field: asked(z.string().min(1).max(60), { as: 'field', label: { en: 'Field', 'pt-BR': 'Campo' } }),
    value: asked(z.string().trim().max(500).default(''), {
      as: 'line',
      label: { en: 'Value', 'pt-BR': 'Valor' },
      hint: {
        en: 'A choice by its name, a date as 2026-12-31, a tick as yes. Empty takes the value away.',
        'pt-BR': 'Uma opção pelo nome, uma data como 2026-12-31, uma marcação como sim. Vazio retira o valor.',
      },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => setFieldAsTyped(tx, p, { ticketId, actor, ...params }),
});
