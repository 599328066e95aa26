import { useQuery } from '@tanstack/react-query';
import type { Field } from '../../contract/fields.ts';
import type { Ticket } from '../../contract/tickets.ts';
import type { Topic } from '../../contract/topics.ts';
import type { FieldValue, Need } from '../../domain/fields/field.ts';
import { shownOn } from '../../domain/fields/form.ts';
import { pathTo } from '../../domain/topics/tree.ts';
import { t } from '../../locales/translate.ts';
import { fieldsQuery, topicsQuery } from './calls.ts';
import { FieldEditor } from './field-editor.tsx';
import { valueInWords } from './field-values.ts';
import { useUpdateTicket } from './update-ticket.ts';
import { nameIn } from './words.ts';

/** The fields that the topic of the ticket asks for, and others that have a value, each edited where it stands. */
export function OwnFields({ ticket }: { ticket: Ticket }) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const { data: topics = [] } = useQuery(topicsQuery);
  const update = useUpdateTicket(ticket);
  const shown = shownFields(fields, formOf(topics, ticket.topic?.id), ticket.fields);
  if (shown.length === 0) return null;
  const isFixed = !ticket.can.update || ticket.statusCategory === 'closed';
  const set = (key: string, value: FieldValue | null) => {
    const { [key]: _, ...others } = ticket.fields;
    const given = typeof value === 'object' && value !== null ? [...value] : value;
    update({ fields: { [key]: given } }, { fields: given === null ? others : { ...others, [key]: given } });
  };
  return (
    <section aria-label={t('Fields')} className="flex flex-col gap-2">
      {shown.map(({ field, neededTo }) =>
        isFixed ? (
          <Fixed key={field.key} field={field} value={ticket.fields[field.key]} />
        ) : (
          <FieldEditor
            key={field.key}
            field={field}
            value={ticket.fields[field.key]}
            needed={ticket.fields[field.key] === undefined ? neededInWords(neededTo) : undefined}
            onChange={(value) => set(field.key, value)}
          />
        ),
      )}
    </section>
  );
}

/** What is on the form is known by its definition; the domain speaks of definitions, the screen of what the desk sent. */
export function shownFields(fields: Field[], form: Topic['form'], values: Ticket['fields']) {
  return shownOn(form, fields, values).flatMap(({ definition, neededTo }) => {
    const field = fields.find(({ key }) => key === definition.key);
    return field === undefined ? [] : [{ field, neededTo }];
  });
}

/** The form of a topic, or of the nearest above it that has one. */
export function formOf(topics: readonly Topic[], topicId: string | undefined): Topic['form'] {
  if (topicId === undefined) return [];
  return pathTo(topics, topicId).find(({ form }) => form.length > 0)?.form ?? [];
}

export function neededInWords(need: Need | null): string | undefined {
  if (need === null) return undefined;
  return need === 'open' ? t('needed') : t('needed to solve');
}

function Fixed({ field, value }: { field: Field; value: FieldValue | undefined }) {
  return (
    <div className="min-w-0">
      <p className="text-meta text-ink-3">{nameIn(field.label)}</p>
      <p className="whitespace-pre-wrap wrap-anywhere">{valueInWords(field, value) || '–'}</p>
    </div>
  );
}
