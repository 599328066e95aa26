import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { View, ViewLayout } from '../../contract/views.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AddLanguage, useLanguages, WordsIn } from '../admin/words-in.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { useMay } from '../app/me.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { ConditionBuilder } from '../conditions/condition-builder.tsx';
import { teamsQuery } from '../tickets/calls.ts';
import { nameIn } from '../tickets/words.ts';
import { addView, updateView } from './calls.ts';
import { ColumnsField } from './columns-field.tsx';
import { orderChoices, orderId, orderOfId } from './order-words.ts';
import { ownName, type ViewForm, type ViewLike, viewForm, viewInput } from './view-form.ts';

type Props = {
  /** The one that is changed; null: a new one. */
  view: View | null;
  /** What a new one begins as. */
  like: ViewLike;
  /** Said above its conditions. */
  hint?: string | undefined;
  onClose: () => void;
};

/** Makes a view or changes it: what it is called, who has it, which tickets stand in it and how they are shown. */
export function ViewDialog({ view, like, hint, onClose }: Props) {
  const navigate = useNavigate();
  const [form, setForm] = useState(() => viewForm(like, view));
  const set = (change: Partial<ViewForm>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => (view === null ? addView(viewInput(form)) : updateView(view.id, viewInput(form))),
    stale: [keys.views, keys.tickets],
    done: t('Saved'),
    isForm: true,
    onDone: (reply) => {
      onClose();
      if (view === null) void navigate({ to: '/tickets', search: { view: reply.view.id } });
    },
  });
  return (
    <Dialog
      isOpen
      isWide
      title={view === null ? t('Save as view') : t('Edit {name}', { name: nameIn(view.name) })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <Name form={form} set={set} />
        <Owner form={form} set={set} />
        {hint === undefined ? null : <p className="-mb-3 text-ink-2">{hint}</p>}
        <ConditionBuilder
          label={t('Tickets in it')}
          place="sql"
          isPersonal
          value={form.condition}
          onChange={(condition) => set({ condition })}
        />
        <Look form={form} set={set} />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

type PartProps = { form: ViewForm; set: (change: Partial<ViewForm>) => void };

/** What others read too is said in each language of the desk. */
function Name({ form, set }: PartProps) {
  const languages = useLanguages([form.name]);
  if (form.owner === 'agent') {
    return (
      <TextField
        label={t('Name')}
        isRequired
        autoFocus
        maxLength={100}
        value={ownName(form.name)}
        onChange={(said) => set({ name: { [currentLanguage()]: said } })}
      />
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <WordsIn
        label={t('Name')}
        languages={languages.languages}
        value={form.name}
        onChange={(name) => set({ name })}
        isRequired
        maxLength={100}
      />
      <AddLanguage {...languages} />
    </div>
  );
}

/** Only who may share views is asked. */
function Owner({ form, set }: PartProps) {
  const mayShare = useMay('views.share');
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: mayShare });
  if (!mayShare) return null;
  return (
    <SelectField
      label={t('Who has it')}
      choices={[
        { id: 'agent', label: t('You alone') },
        { id: 'workspace', label: t('Everybody') },
        ...teams.map(({ id, name }) => ({ id, label: t('The team {name}', { name }) })),
      ]}
      value={form.owner}
      onChange={(owner) => set({ owner })}
      hint={t('Each sees in it what they may see anyway.')}
    />
  );
}

function Look({ form, set }: PartProps) {
  return (
    <div className="flex flex-col gap-3.5">
      <div className="grid gap-3.5 sm:grid-cols-2">
        <SelectField
          label={t('Order')}
          choices={orderChoices()}
          value={orderId(form.order)}
          onChange={(id) => set({ order: orderOfId(id) })}
        />
        <SelectField
          label={t('Shown as')}
          choices={[
            { id: 'list', label: t('List beside the ticket') },
            { id: 'table', label: t('Table') },
          ]}
          value={form.layout}
          onChange={(layout) => set({ layout: layout as ViewLayout })}
        />
      </div>
      {form.layout === 'table' ? (
        <details>
          <summary className="w-fit cursor-pointer rounded-c text-meta font-[550] text-ink-2">{t('Columns')}</summary>
          <div className="mt-2">
            <ColumnsField value={form.columns} onChange={(columns) => set({ columns })} />
          </div>
        </details>
      ) : null}
    </div>
  );
}
