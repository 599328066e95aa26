import { z } from 'zod';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed, id } from './action.ts';

export const setTeam = action({
  id: 'set_team',
  label: { en: 'Give to team', 'pt-BR': 'Passar para uma equipe' },
  says: { en: 'give to {team}', 'pt-BR': 'passar para {team}' },
  params: z.strictObject({
    team: asked(id.nullable(), {
      as: 'team',
      label: { en: 'Team', 'pt-BR': 'Equipe' },
      none: { en: 'No team', 'pt-BR': 'Sem equipe' },
    }),
  }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, team: params.team }),
  preview: ({ facts, params }) => changed('team', facts.team?.key ?? null, params.team),
});
