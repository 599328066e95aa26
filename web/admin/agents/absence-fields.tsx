import type { AgentLimits } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../../ui/icons.ts';

type Absence = AgentLimits['absences'][number];

/** Days an agent is not there, from and to included. */
export function AbsenceFields({ value, onChange }: { value: Absence[]; onChange: (value: Absence[]) => void }) {
  const set = (at: number, change: Partial<Absence>) =>
    onChange(value.map((absence, each) => (each === at ? { ...absence, ...change } : absence)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Leave')}</legend>
      {value.length === 0 ? <p className="mb-1 text-ink-3">{t('None yet')}</p> : null}
      <ul className="flex flex-col gap-2">
        {value.map((absence, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dates are being typed; a row keeps its place
          <li key={at} className="flex flex-wrap items-center gap-2">
            <Day label={t('First day')} value={absence.from} onChange={(from) => set(at, { from })} />
            <span aria-hidden>–</span>
            <Day label={t('Last day')} value={absence.to} onChange={(to) => set(at, { to })} />
            <IconButton label={t('Remove this leave')} onPress={() => onChange(value.filter((_, each) => each !== at))}>
              <CloseIcon aria-hidden />
            </IconButton>
            {absence.to !== '' && absence.from > absence.to ? (
              <span className="text-meta text-danger">{t('It ends before it begins.')}</span>
            ) : null}
          </li>
        ))}
      </ul>
      <Button look="quiet" className="mt-1 -ml-2 px-2" onPress={() => onChange([...value, { from: '', to: '' }])}>
        <PlusIcon aria-hidden className="size-4" />
        {t('Add leave')}
      </Button>
    </fieldset>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="date"
      required
      aria-label={label}
      className="control h-8 w-[136px] px-2 max-sm:w-[118px] max-sm:px-1.5"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
