import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExtractionRuleView } from '../../../contract/triage.ts';
import { currentLanguage, t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { DeskForm, FormTrouble } from '../../app/DeskForm.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { nameIn } from '../../tickets/words.ts';
import { extractionRulesKey, saveExtractionRule, tryExtraction } from './triage-calls.ts';
import { useFieldChoices } from './triage-fields.ts';

type Kind = ExtractionRuleView['kind'];

/** What to look for in messages, and the field it goes into; a text to try it on stands below. */
export function ExtractionDialog({ rule, onClose }: { rule: ExtractionRuleView | null; onClose: () => void }) {
  const fields = useFieldChoices();
  const [form, setForm] = useState({
    name: rule === null ? '' : nameIn(rule.name),
    field: rule?.field ?? '',
    kind: rule?.kind ?? ('pattern' as Kind),
    pattern: rule?.pattern ?? '',
    isEnabled: rule?.isEnabled ?? true,
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const looked = { kind: form.kind, pattern: form.kind === 'pattern' ? form.pattern : null };
  const save = useSaving({
    act: () => {
      const name = { ...rule?.name, [currentLanguage()]: form.name };
      return saveExtractionRule(rule?.id ?? null, { ...looked, name, field: form.field, isEnabled: form.isEnabled });
    },
    stale: [extractionRulesKey],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      title={rule === null ? t('New rule') : t('Edit {name}', { name: form.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
        <TextField
          label={t('Name')}
          name="name"
          isRequired
          autoFocus
          value={form.name}
          onChange={(name) => set({ name })}
        />
        <div className="grid gap-3.5 sm:grid-cols-2">
          <SelectField
            label={t('Look for')}
            name="kind"
            choices={[
              { id: 'pattern', label: t('a pattern') },
              { id: 'tax_id', label: t('a CPF or CNPJ') },
            ]}
            value={form.kind}
            onChange={(kind) => set({ kind: kind as Kind })}
          />
          <SelectField
            label={t('Into the field')}
            name="field"
            placeholder={t('Choose')}
            choices={fields}
            value={form.field === '' ? null : form.field}
            onChange={(field) => set({ field })}
          />
        </div>
        {form.kind === 'pattern' ? (
          <TextField
            label={t('Pattern')}
            name="pattern"
            isRequired
            value={form.pattern}
            onChange={(pattern) => set({ pattern })}
            hint={t(
              'A regular expression (RE2). What stands in its first parentheses is the value; capitals do not matter.',
            )}
          />
        ) : null}
        <Trial looked={looked} />
        <Checkbox isSelected={form.isEnabled} onChange={(isEnabled) => set({ isEnabled })}>
          {t('This rule is on')}
        </Checkbox>
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending || form.field === ''}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function Trial({ looked }: { looked: { kind: Kind; pattern: string | null } }) {
  const [text, setText] = useState('');
  const attempt = useMutation({ mutationFn: () => tryExtraction({ ...looked, text }) });
  const found = attempt.data;
  return (
    <div className="rounded-m bg-sunken p-3">
      <TextArea label={t('Try it on a message')} rows={2} value={text} onChange={setText} />
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button isDisabled={text === '' || attempt.isPending} onPress={() => attempt.mutate()}>
          {t('Try')}
        </Button>
        <p role="status" className="min-w-0 wrap-anywhere text-ink-2">
          {found === undefined
            ? null
            : found.value === null
              ? t('Nothing found.')
              : t('Found: {value}', { value: found.value })}
        </p>
      </div>
      <FormTrouble error={attempt.error} />
    </div>
  );
}
