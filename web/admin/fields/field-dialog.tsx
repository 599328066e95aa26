import { useState } from 'react';
import type { Field } from '../../../contract/fields.ts';
import { audiences, fieldTypes, type Holder, holders } from '../../../domain/fields/field.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { nameIn } from '../../tickets/words.ts';
import { NeededField } from '../needed-field.tsx';
import { newItemId, OrderedItems } from '../ordered-items.tsx';
import { AddLanguage, nameOfTyped, type Typed, typedOf, useLanguages, WordsIn } from '../words-in.tsx';
import { addField, updateField } from './field-calls.ts';
import { holderName, typeName } from './field-words.ts';

type ChoiceForm = { id: string; key?: string; label: Typed };
type Form = Pick<Field, 'holder' | 'type' | 'neededTo' | 'audience'> & {
  label: Typed;
  help: Typed;
  choices: ChoiceForm[];
};
type Set = (change: Partial<Form>) => void;

/** Makes a field or changes it. What kind it is stays: values were given by it. */
export function FieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(field));
  const set: Set = (change) => setForm((before) => ({ ...before, ...change }));
  const spoken = useLanguages([form.label, form.help, ...form.choices.map(({ label }) => label)]);
  const save = useSaving({
    act: () => (field === null ? addField(bodyOf(form)) : updateField(field.id, changesOf(form))),
    stale: [keys.fields, keys.topics],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const isList = form.type === 'choice' || form.type === 'choices';
  return (
    <Dialog
      isOpen
      isWide
      title={field === null ? t('New field') : t('Edit {name}', { name: nameIn(field.label) })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <WordsIn
          label={t('Name')}
          languages={spoken.languages}
          value={form.label}
          onChange={(label) => set({ label })}
          isRequired
          autoFocus
          maxLength={100}
        />
        <WordsIn
          label={t('Help below it')}
          languages={spoken.languages}
          value={form.help}
          onChange={(help) => set({ help })}
          maxLength={300}
        />
        {field === null ? (
          <div className="grid gap-3.5 sm:grid-cols-2">
            <SelectField
              label={t('Belongs to')}
              choices={holders.map((id) => ({ id, label: holderName(id) }))}
              value={form.holder}
              onChange={(holder) => set({ holder: holder as Holder })}
            />
            <SelectField
              label={t('What it holds')}
              choices={fieldTypes.map((id) => ({ id, label: typeName(id) }))}
              value={form.type}
              onChange={(type) => set({ type: type as Field['type'] })}
            />
          </div>
        ) : null}
        {isList ? <ChoicesField form={form} set={set} languages={spoken.languages} /> : null}
        {form.holder === 'ticket' ? <Rules form={form} set={set} /> : null}
        <AddLanguage {...spoken} />
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

function ChoicesField({ form, set, languages }: { form: Form; set: Set; languages: string[] }) {
  const add = () => set({ choices: [...form.choices, { id: newItemId(), label: {} }] });
  return (
    <OrderedItems
      label={t('Choices')}
      items={form.choices}
      keyOf={({ id }) => id}
      nameOf={({ label }) => nameOfTyped(label)}
      onChange={(choices) => set({ choices })}
      render={(choice, change) => (
        <WordsIn
          label={t('Choice')}
          languages={languages}
          value={choice.label}
          onChange={(label) => change({ ...choice, label })}
          isRequired
          autoFocus={choice.key === undefined}
          maxLength={100}
        />
      )}
      add={
        <Button className="self-start" onPress={add}>
          <PlusIcon aria-hidden className="size-4" />
          {t('Add a choice')}
        </Button>
      }
    />
  );
}

function Rules({ form, set }: { form: Form; set: Set }) {
  const names = { agents: t('Agents only'), requesters: t('Agents and requesters') };
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <NeededField
        label={t('Must be filled in')}
        hint={t('On tickets whose topic asks for it.')}
        value={form.neededTo}
        onChange={(neededTo) => set({ neededTo })}
      />
      <SelectField
        label={t('Who sees it')}
        choices={audiences.map((id) => ({ id, label: names[id] }))}
        value={form.audience}
        onChange={(audience) => set({ audience: audience as Field['audience'] })}
      />
    </div>
  );
}

function formOf(field: Field | null): Form {
  const offered = (field?.choices ?? []).filter(({ isArchived }) => !isArchived);
  return {
    holder: field?.holder ?? 'ticket',
    type: field?.type ?? 'text',
    label: typedOf(field?.label ?? null),
    help: typedOf(field?.help ?? null),
    choices: offered.map(({ key, label }) => ({ id: key, key, label: typedOf(label) })),
    neededTo: field?.neededTo ?? null,
    audience: field?.audience ?? 'agents',
  };
}

function changesOf({ label, help, choices, neededTo, audience, type }: Form) {
  const isList = type === 'choice' || type === 'choices';
  return {
    label,
    help: Object.values(help).every((said) => said.trim() === '') ? null : help,
    neededTo,
    audience,
    ...(isList && { choices: choices.map(({ key, label: said }) => ({ ...(key && { key }), label: said })) }),
  };
}

const bodyOf = (form: Form) => ({ holder: form.holder, type: form.type, ...changesOf(form) });
