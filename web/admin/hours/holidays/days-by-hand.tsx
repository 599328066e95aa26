import type { BusinessHours } from '../../../../contract/sla.ts';
import { t } from '../../../../locales/translate.ts';
import { IconButton } from '../../../../ui/IconButton.tsx';
import { CloseIcon } from '../../../../ui/icons.ts';
import { DayFields } from '../business-hours-week.tsx';

type Holidays = BusinessHours['holidays'];
type Holiday = Holidays[number];

/** Days typed in: closed, or open for shorter. */
export function DaysByHand({ value, onChange }: { value: Holidays; onChange: (value: Holidays) => void }) {
  const set = (at: number, change: Partial<Holiday>) =>
    onChange(value.map((holiday, each) => (each === at ? { ...holiday, ...change } : holiday)));
  return (
    <ul className="flex flex-col gap-2">
      {value.map((holiday, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dates and names are being typed; a row keeps its place
        <li key={at} className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <input
            type="date"
            required
            aria-label={t('Date')}
            className="control h-8 w-[136px] px-2"
            value={holiday.date}
            onChange={({ target }) => set(at, { date: target.value })}
          />
          <input
            required
            maxLength={200}
            aria-label={t('Name of the holiday')}
            placeholder={t('Name of the holiday')}
            className="control h-8 min-w-36 flex-1 px-2"
            value={holiday.name}
            onChange={({ target }) => set(at, { name: target.value })}
          />
          <DayFields
            name={holiday.name || t('Holiday')}
            value={holiday.hours}
            onChange={(hours) => set(at, { hours })}
          />
          <IconButton
            label={t('Remove {name}', { name: holiday.name || holiday.date })}
            onPress={() => onChange(value.filter((_, each) => each !== at))}
          >
            <CloseIcon aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
