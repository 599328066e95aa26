import type { Inbox } from '../../../contract/inboxes.ts';
import { closedAnswers } from '../../../domain/closed-policy.ts';
import { t } from '../../../locales/translate.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';

type Policy = Inbox['closed'];
type Props = { value: Policy; onChange: (value: Policy) => void };

/** What an answer to a closed ticket does. */
export function ClosedFields({ value, onChange }: Props) {
  const does = closedAnswers.find((id) => id === value.does) ?? 'follow_up';
  return (
    <div className="grid gap-3.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <SelectField
        label={t('An answer to a closed ticket')}
        hint={hintOf(does)}
        choices={closedAnswers.map((id) => ({ id, label: nameOf(id) }))}
        value={does}
        onChange={(id) => onChange({ ...value, does: id as Policy['does'] })}
      />
      {does === 'follow_up_after' ? (
        <TextField
          label={t('Days after closing')}
          inputMode="numeric"
          isRequired
          name="closed.days"
          value={value.days === 0 ? '' : String(value.days)}
          onChange={(text) => onChange({ ...value, days: Number(text.replace(/\D/g, '').slice(0, 4)) })}
        />
      ) : null}
    </div>
  );
}

function nameOf(does: Policy['does']): string {
  if (does === 'reopen') return t('Opens it again');
  return does === 'follow_up' ? t('Opens a follow-up ticket') : t('Opens a follow-up ticket after some days');
}

function hintOf(does: Policy['does']): string {
  switch (does) {
    case 'reopen':
      return t('The answer joins the closed ticket, however old it is.');
    case 'follow_up':
      return t('A new ticket that names the closed one. What was closed stays as it is.');
    case 'follow_up_after':
      return t('Until then the answer opens the closed ticket again; afterwards a new ticket names it.');
  }
}
