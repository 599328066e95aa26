import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Field } from '../../../contract/fields.ts';
import { type Holder, holders } from '../../../domain/fields/field.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { fieldsQuery } from '../../conditions/calls.ts';
import { nameIn } from '../../tickets/words.ts';
import { MoveButtons, moved } from '../move-buttons.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';
import { orderFields, removeField, updateField } from './field-calls.ts';
import { FieldDialog } from './field-dialog.tsx';
import { fieldInWords, holderName } from './field-words.ts';

type Open = { kind: 'none' } | { kind: 'form'; field: Field | null } | { kind: 'remove'; field: Field };
const stale = [keys.fields, keys.topics];

/** What the desk asks of tickets beside what every ticket has. */
export function FieldsPage() {
  const { data: fields } = useQuery(fieldsQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', field: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New field')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Fields')}
        lead={t(
          'What tickets, contacts and organizations hold beside what all of them have. The form of a topic says which of them it asks of a ticket.',
        )}
        action={add}
      />
      {fields === undefined ? <Skeleton lines={6} /> : <FieldLists fields={fields} onOpen={setOpen} />}
      {open.kind === 'form' ? <FieldDialog field={open.field} onClose={close} /> : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={nameIn(open.field.label)}
          act={() => removeField(open.field.id)}
          stale={stale}
          onClose={close}
        >
          {open.field.isUsed
            ? t('Values stay where they are. The field goes to the archive and is no longer asked.')
            : t('Nobody has a value in it. Forms that ask for it lose it.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}

function FieldLists({ fields, onOpen }: { fields: Field[]; onOpen: (open: Open) => void }) {
  const [active, archived] = [fields.filter((one) => !one.isArchived), fields.filter((one) => one.isArchived)];
  if (fields.length === 0) {
    return (
      <EmptyState title={t('No fields yet')}>{t('An order number, a due date, the model of a machine …')}</EmptyState>
    );
  }
  return (
    <>
      {holders.map((holder) => (
        <FieldsOf key={holder} holder={holder} fields={active.filter((one) => one.holder === holder)} onOpen={onOpen} />
      ))}
      {archived.length > 0 ? <Archive fields={archived} /> : null}
    </>
  );
}

type Listed = { holder: Holder; fields: Field[]; onOpen: (open: Open) => void };

function FieldsOf({ holder, fields, onOpen }: Listed) {
  const order = useSaving({ act: orderFields, stale: [keys.fields] });
  const move = (from: number, to: number) => order.mutate(moved(fields, from, to).map(({ id }) => id));
  const id = `fields-of-${holder}`;
  return (
    <section aria-labelledby={id} className="mb-8">
      <h2 id={id} className="mb-2 text-meta font-[550] text-ink-3">
        {holderName(holder)}
      </h2>
      {fields.length === 0 ? <p className="border-t border-line py-3 text-ink-3">{t('None yet')}</p> : null}
      <ol aria-labelledby={id} className="border-t border-line empty:hidden">
        {fields.map((field, at) => (
          <li key={field.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
            <MoveButtons name={nameIn(field.label)} at={at} count={fields.length} onMove={(to) => move(at, to)} />
            <Words field={field} />
            <Acts field={field} onOpen={onOpen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ field }: { field: Field }) {
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h3 className="font-[550] wrap-anywhere">{nameIn(field.label)}</h3>
      <p className="text-meta text-ink-3">{fieldInWords(field)}</p>
    </div>
  );
}

function Acts({ field, onOpen }: { field: Field; onOpen: (open: Open) => void }) {
  const name = nameIn(field.label);
  return (
    <span className="flex items-center gap-1">
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onOpen({ kind: 'form', field })}>
        {t('Edit')}
      </Button>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onOpen({ kind: 'remove', field })}>
        {t('Remove')}
      </Button>
    </span>
  );
}

function Archive({ fields }: { fields: Field[] }) {
  const back = useSaving({
    act: (id: string) => updateField(id, { isArchived: false }),
    stale,
    done: t('It is asked again.'),
  });
  return (
    <section className="mt-8">
      <h2 className="mb-1 font-[550]">{t('Archive')}</h2>
      <p className="mb-2 text-meta text-ink-3">{t('No longer asked; values stay where they are.')}</p>
      <ul className="border-t border-line">
        {fields.map((field) => (
          <li key={field.id} className="flex flex-wrap items-center gap-4 border-b border-line py-2">
            <span className="min-w-0 flex-1 text-ink-2">
              {nameIn(field.label)} <span className="text-ink-3">· {holderName(field.holder)}</span>
            </span>
            <Button
              look="quiet"
              aria-label={t('Bring back {name}', { name: nameIn(field.label) })}
              onPress={() => back.mutate(field.id)}
            >
              {t('Bring back')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
