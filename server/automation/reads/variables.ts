import type { FieldDefinition, Holder } from '../../../domain/fields/field.ts';
import { type TemplateVariable, templateVariables, variableOfField } from '../../../domain/templates.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import type { Db } from '../../platform/platform.ts';

const whose: Record<Holder, { en: string; 'pt-BR': string }> = {
  ticket: { en: 'Ticket', 'pt-BR': 'Ticket' },
  contact: { en: 'Requester', 'pt-BR': 'Solicitante' },
  organization: { en: 'Organization', 'pt-BR': 'Organização' },
};

/** What texts may say: what every desk knows of a ticket, then the desk's own fields. */
export async function variablesOf(db: Db): Promise<TemplateVariable[]> {
  const fields = await allFieldDefinitions(db);
  return [...templateVariables, ...fields.filter(({ isArchived }) => !isArchived).map(variableOf)];
}

function variableOf(field: FieldDefinition): TemplateVariable {
  const said = (language: 'en' | 'pt-BR') =>
    `${whose[field.holder][language]}: ${field.label[language] ?? field.label.en}`;
  return { name: variableOfField(field), label: { en: said('en'), 'pt-BR': said('pt-BR') }, isAlways: false };
}
