import { type FirstHours, type WorkingDays, workingDays } from '../../domain/business-hours/first-week.ts';
import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

/** When the desk answers: enough for the first day; the settings know lunch breaks per day, holidays and teams. */
export function SetupHours({ value, onChange }: { value: FirstHours; onChange: (value: FirstHours) => void }) {
  const set = (change: Partial<FirstHours>) => onChange({ ...value, ...change });
  const { days, from, to, lunch } = value;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2.5">
      <SelectField
        label={t('When do you answer customers?')}
        hint={t('Promised answers count these hours. You can change them at any time.')}
        choices={workingDays.map((id) => ({ id, label: daysName(id) }))}
        value={days}
        onChange={(id) => set({ days: id as WorkingDays })}
      />
      {days === 'always' ? null : (
        <>
          <Span label={t('Hours')} from={from} to={to} onChange={set} />
          <Checkbox
            isSelected={lunch !== null}
            onChange={(isOn) => set({ lunch: isOn ? { from: '12:00', to: '13:00' } : null })}
          >
            {t('Closed for lunch')}
          </Checkbox>
          {lunch === null ? null : (
            <Span label={t('Lunch break')} {...lunch} onChange={(change) => set({ lunch: { ...lunch, ...change } })} />
          )}
        </>
      )}
    </fieldset>
  );
}

type SpanProps = {
  label: string;
  from: string;
  to: string;
  onChange: (change: { from?: string; to?: string }) => void;
};

function Span({ label, from, to, onChange }: SpanProps) {
  return (
    <div className="flex items-center gap-2">
      <span className="w-24 text-ink-2">{label}</span>
      <input
        type="time"
        required
        aria-label={t('{name}: from', { name: label })}
        value={from}
        onChange={(event) => onChange({ from: event.target.value })}
        className="control h-9 px-2"
      />
      <span aria-hidden>–</span>
      <input
        type="time"
        required
        aria-label={t('{name}: to', { name: label })}
        value={to}
        onChange={(event) => onChange({ to: event.target.value })}
        className="control h-9 px-2"
      />
    </div>
  );
}

function daysName(days: WorkingDays): string {
  switch (days) {
    case 'weekdays':
      return t('Monday to Friday');
    case 'until_saturday':
      return t('Monday to Saturday');
    case 'every_day':
      return t('Every day');
    case 'always':
      return t('Around the clock');
  }
}
