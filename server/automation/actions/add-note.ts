import { z } from 'zod';
import { addNote as writeNote } from '../../tickets/commands/change.ts';
import { action, asked } from './action.ts';

export const addNote = action({
  id: 'add_note',
  label: { en: 'Add internal note', 'pt-BR': 'Adicionar nota interna' },
  says: { en: 'add the note “{text}”', 'pt-BR': 'adicionar a nota “{text}”' },
  params: z.strictObject({
    text: asked(z.string().trim().min(1).max(10_000), { as: 'text', label: { en: 'Note', 'pt-BR': 'Nota' } }),
  }),
  needs: 'tickets.note',
  run: ({ tx, p, ticketId, actor, params }) => writeNote(tx, p, { ticketId, actor, text: params.text }),
});
