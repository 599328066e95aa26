import { z } from 'zod';
import { applyPolicy } from '../../sla/commands/apply-policy.ts';
import { action, asked, id } from './action.ts';

export const applySla = action({
  id: 'apply_sla',
  label: { en: 'Apply an SLA policy', 'pt-BR': 'Aplicar política de SLA' },
  says: { en: 'apply the SLA policy {policy}', 'pt-BR': 'aplicar a política de SLA {policy}' },
  params: z.strictObject({
    policy: asked(id.nullable(), {
      as: 'sla_policy',
      label: { en: 'SLA policy', 'pt-BR': 'Política de SLA' },
      hint: {
        en: 'It counts before the conditions of all policies.',
        'pt-BR': 'Vale antes das condições de todas as políticas.',
      },
      none: { en: 'The one whose condition holds', 'pt-BR': 'A que atende à condição' },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => applyPolicy(tx, p, { ticketId, actor, policy: params.policy }),
});
