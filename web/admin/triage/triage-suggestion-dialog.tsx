import { useState } from 'react';
import type { SuggestionRuleView } from '../../../contract/triage.ts';
import { suggestible } from '../../../domain/triage/suggestion.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { useChoices } from '../../conditions/choices.ts';
import { saveSuggestionRule, suggestionRulesKey } from './triage-calls.ts';
import { suggestedField, wordsOf } from './triage-words.ts';

/** Which words suggest what, and whether an agent is asked first. */
export function SuggestionDialog({ rule, onClose }: { rule: SuggestionRuleView | null; onClose: () => void }) {
  const [form, setForm] = useState({
    field: rule?.field ?? ('topic' as SuggestionRuleView['field']),
    value: rule?.value ?? '',
    words: rule?.words.join('\n') ?? '',
    isSure: rule?.isSure ?? false,
    isEnabled: rule?.isEnabled ?? true,
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const choices = useChoices()(form.field) ?? [];
  const save = useSaving({
    act: () => saveSuggestionRule(rule?.id ?? null, { ...form, words: wordsOf(form.words) }),
    stale: [suggestionRulesKey],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      title={rule === null ? t('New suggestion') : t('Edit suggestion')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
        <div className="grid gap-3.5 sm:grid-cols-2">
          <SelectField
            label={t('Suggest')}
            name="field"
            choices={suggestible.map((id) => ({ id, label: suggestedField(id) }))}
            value={form.field}
            onChange={(field) => set({ field: field as typeof form.field, value: '' })}
          />
          <SelectField
            label={suggestedField(form.field)}
            name="value"
            placeholder={t('Choose')}
            choices={choices}
            value={form.value === '' ? null : form.value}
            onChange={(value) => set({ value })}
          />
        </div>
        <TextArea
          label={t('When the message says one of')}
          name="words"
          rows={6}
          isRequired
          value={form.words}
          onChange={(words) => set({ words })}
          hint={t('A word or phrase per line. Accents and capitals do not matter; words count whole.')}
        />
        <Checkbox isSelected={form.isSure} onChange={(isSure) => set({ isSure })}>
          {t('Set it at once where the words are clear')}
        </Checkbox>
        <Checkbox isSelected={form.isEnabled} onChange={(isEnabled) => set({ isEnabled })}>
          {t('This suggestion is on')}
        </Checkbox>
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending || form.value === ''}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}
