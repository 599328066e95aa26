import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { TextField } from '../../ui/TextField.tsx';
import { BulkDialog, type Chosen, howMany } from './bulk-dialog.tsx';
import type { Selection } from './selection.ts';

type Props = { chosen: Chosen; selection: Selection; onClose: () => void };

/** All of them into one: the oldest of those chosen, unless another is named. */
export function MergeDialog({ chosen, selection, onClose }: Props) {
  const oldest = selection.isAll ? '' : String(Math.min(...selection.numbers));
  const [typed, setTyped] = useState(oldest);
  const number = /^#?\d{1,9}$/.test(typed.trim()) ? Number(typed.trim().replace('#', '')) : null;
  return (
    <BulkDialog
      title={t('Merge {tickets}', { tickets: howMany(chosen) })}
      submitLabel={number === null ? t('Merge') : t('Merge into #{number}', { number })}
      chosen={chosen}
      what={number === null ? null : { actions: [{ action: 'merge_into', params: { number } }] }}
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={t('Number of the ticket that goes on')}
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
        hint={t('All that was said in the others goes there, and they close. It can be undone at any time.')}
      />
    </BulkDialog>
  );
}
