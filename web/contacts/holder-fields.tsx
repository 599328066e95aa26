import { useQuery } from '@tanstack/react-query';
import type { Field } from '../../contract/fields.ts';
import type { FieldValue, Holder } from '../../domain/fields/field.ts';
import { useMay } from '../app/me.ts';
import { useSaving } from '../app/use-saving.ts';
import { FieldEditor } from '../tickets/field-editor.tsx';
import { valueInWords } from '../tickets/field-values.ts';
import { nameIn } from '../tickets/words.ts';
import { fieldsOfQuery, saveContact, saveOrganization, stalePeople } from './people-calls.ts';

type Props = {
  holder: Exclude<Holder, 'ticket'>;
  /** Of the contact or organization. */
  id: string;
  values: Readonly<Record<string, FieldValue>>;
  title: string;
};

/** The desk's own fields of a person or company, each edited where it stands; nothing where there are none. */
export function HolderFields({ holder, id, values, title }: Props) {
  const { data: fields = [] } = useQuery(fieldsOfQuery(holder));
  const mayEdit = useMay('contacts.write');
  const save = useSaving({
    act: async (given: Record<string, string | number | boolean | string[] | null>): Promise<unknown> =>
      holder === 'contact' ? saveContact(id, { fields: given }) : saveOrganization(id, { fields: given }),
    stale: stalePeople,
  });
  const shown = fields.filter(({ key, isArchived }) => !isArchived || values[key] !== undefined);
  if (shown.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="text-meta text-ink-3">{title}</h3>
      {shown.map((field) =>
        mayEdit ? (
          <FieldEditor
            key={`${id} ${field.key}`}
            field={field}
            value={values[field.key]}
            onChange={(value) => save.mutate({ [field.key]: sent(value) })}
          />
        ) : (
          <Fixed key={field.key} field={field} value={values[field.key]} />
        ),
      )}
    </section>
  );
}

function sent(value: FieldValue | null) {
  return typeof value === 'object' && value !== null ? [...value] : value;
}

function Fixed({ field, value }: { field: Field; value: FieldValue | undefined }) {
  return (
    <div className="min-w-0">
      <p className="text-meta text-ink-3">{nameIn(field.label)}</p>
      <p className="whitespace-pre-wrap wrap-anywhere">{valueInWords(field, value) || '–'}</p>
    </div>
  );
}
