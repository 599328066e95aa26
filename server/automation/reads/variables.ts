import type { FieldDefinition, Holder } from '../../../domain/fields/field.ts';
import { type TemplateVariable, templateVariables } from '../../../domain/templates.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import type { Db } from '../../platform/platform.ts';

const whose: Record<Holder, { prefix: string; en: string; 'pt-BR': string }> = {
  ticket: { prefix: '', en: 'Ticket', 'pt-BR': 'Ticket' },
  contact: { prefix: 'requester.', en: 'Requester', 'pt-BR': 'Solicitante' },
  organization: { prefix: 'organization.', en: 'Organization', 'pt-BR': 'Organização' },
};

/** What texts may say: what every desk knows of a ticket, then the desk's own fields. */
export async function variablesOf(db: Db): Promise<TemplateVariable[]> {
  const fields = await allFieldDefinitions(db);
  return [...templateVariables, ...fields.filter(({ isArchived }) => !isArchived).map(variableOf)];
}

function variableOf({ holder, key, label }: FieldDefinition): TemplateVariable {
  const { prefix, ...words } = whose[holder];
  const said = (language: 'en' | 'pt-BR') => `${words[language]}: ${label[language] ?? label.en}`;
  return { name: `${prefix}field.${key}`, label: { en: said('en'), 'pt-BR': said('pt-BR') }, isAlways: false };
}
