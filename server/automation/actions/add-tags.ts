import { z } from 'zod';
import { distinctTags } from '../../../domain/tickets/tag.ts';
import { changeTicket } from '../../tickets/commands/change.ts';
import { action, asked, changed, words } from './action.ts';

export const addTags = action({
  id: 'add_tags',
  label: { en: 'Add tags', 'pt-BR': 'Adicionar tags' },
  says: { en: 'add tags {tags}', 'pt-BR': 'adicionar tags {tags}' },
  params: z.strictObject({ tags: asked(words, { as: 'tags', label: { en: 'Tags', 'pt-BR': 'Tags' } }) }),
  run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, addTags: params.tags }),
  preview: ({ facts, params }) => changed('tags', facts.tags, distinctTags([...facts.tags, ...params.tags])),
});
