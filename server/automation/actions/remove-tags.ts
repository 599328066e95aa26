import { z } from 'zod';
import { without } from '../../../domain/tickets/tag.ts';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed, words } from './action.ts';

export const removeTags = action({
  id: 'remove_tags',
  label: { en: 'Remove tags', 'pt-BR': 'Remover tags' },
  says: { en: 'remove tags {tags}', 'pt-BR': 'remover tags {tags}' },
  params: z.strictObject({ tags: asked(words, { as: 'tags', label: { en: 'Tags', 'pt-BR': 'Tags' } }) }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, removeTags: params.tags }),
  preview: ({ facts, params }) => changed('tags', facts.tags, without(facts.tags, params.tags)),
});
