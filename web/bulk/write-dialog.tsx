import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { LockIcon } from '../../ui/icons.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea } from '../../ui/TextField.tsx';
import { statusesQuery } from '../tickets/calls.ts';
import { nameIn } from '../tickets/words.ts';
import { BulkDialog, type Chosen, howMany } from './bulk-dialog.tsx';

type Props = { kind: 'reply' | 'note'; chosen: Chosen; onClose: () => void };

/** One text for many: a reply goes to each customer alone, a note stays inside. */
export function WriteDialog({ kind, chosen, onClose }: Props) {
  return kind === 'reply' ? <Reply chosen={chosen} onClose={onClose} /> : <Note chosen={chosen} onClose={onClose} />;
}

function Reply({ chosen, onClose }: Omit<Props, 'kind'>) {
  const [text, setText] = useState('');
  const [status, setStatus] = useState<string | null>(null);
  const { data: statuses = [] } = useQuery(statusesQuery);
  const offered = statuses.filter(({ category }) => category !== 'new' && category !== 'closed');
  const tickets = howMany(chosen);
  const reply = { text, ...(status !== null && { status }) };
  return (
    <BulkDialog
      title={t('Reply to {tickets}', { tickets })}
      submitLabel={t('Send reply to {tickets}', { tickets })}
      chosen={chosen}
      what={text.trim() === '' ? null : { reply }}
      onClose={onClose}
    >
      <TextArea
        autoFocus
        rows={7}
        label={t('Reply to the customers')}
        value={text}
        onChange={setText}
        hint={
          <>
            {t('Each customer gets it alone. It may greet them by name:')} <code>{'{{ requester.first_name }}'}</code>
          </>
        }
      />
      <SelectField
        label={t('Then the status is')}
        placeholder={t('as it is')}
        value={status}
        choices={offered.map(({ slug, name }) => ({ id: slug, label: nameIn(name) }))}
        onChange={setStatus}
      />
    </BulkDialog>
  );
}

function Note({ chosen, onClose }: Omit<Props, 'kind'>) {
  const [text, setText] = useState('');
  const tickets = howMany(chosen);
  return (
    <BulkDialog
      title={t('Add a note to {tickets}', { tickets })}
      submitLabel={t('Add note to {tickets}', { tickets })}
      chosen={chosen}
      what={text.trim() === '' ? null : { actions: [{ action: 'add_note', params: { text: text.trim() } }] }}
      onClose={onClose}
    >
      <div className="rounded-m border border-note-line bg-note p-3">
        <TextArea
          autoFocus
          rows={5}
          label={t('Internal note')}
          value={text}
          onChange={setText}
          hint={
            <span className="flex items-center gap-1.5">
              <LockIcon aria-hidden className="size-3.5" />
              {t('Only your team sees this')}
            </span>
          }
        />
      </div>
    </BulkDialog>
  );
}
