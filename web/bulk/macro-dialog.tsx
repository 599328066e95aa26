import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { actionsInWords } from '../automation/action-words.ts';
import { actionsQuery } from '../automation/calls.ts';
import { macrosQuery } from '../automation/macro-calls.ts';
import { useNames } from '../automation/names.ts';
import { BulkDialog, type Chosen, howMany } from './bulk-dialog.tsx';

/** A macro's actions for each of them. Its text is the agent's to send, one by one. */
export function MacroDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const [id, setId] = useState<string | null>(null);
  const { data: macros = [] } = useQuery(macrosQuery);
  const { data: kinds = [] } = useQuery(actionsQuery);
  const choicesOf = useNames();
  const acting = macros.filter(({ actions }) => actions.length > 0);
  const macro = acting.find((one) => one.id === id);
  const tickets = howMany(chosen);
  return (
    <BulkDialog
      title={t('Use a macro on {tickets}', { tickets })}
      submitLabel={t('Use on {tickets}', { tickets })}
      chosen={chosen}
      what={macro === undefined ? null : { macro: macro.id }}
      onClose={onClose}
    >
      <SelectField
        label={t('Macro')}
        placeholder={t('Choose …')}
        value={id}
        choices={acting.map((one) => ({ id: one.id, label: one.name }))}
        onChange={setId}
        {...(acting.length === 0 && { hint: t('No macro changes tickets yet.') })}
      />
      {macro === undefined ? null : (
        <p className="text-ink-2" aria-live="polite">
          {t('To each of them: {actions}.', { actions: actionsInWords(macro.actions, kinds, choicesOf) })}{' '}
          {macro.texts === null ? '' : t('The macro’s text is not sent.')}
        </p>
      )}
    </BulkDialog>
  );
}
