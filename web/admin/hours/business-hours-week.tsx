import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../../ui/icons.ts';
import { Picker } from '../../../ui/Picker.tsx';
import {
  clockOf,
  type DayHours,
  type DayKind,
  dayOf,
  type Hours,
  isBackwards,
  kindOf,
  minutesOf,
  nextHours,
  weekdayNames,
} from './business-hours-words.ts';

type Week = DayHours[];

/** The hours of Monday to Sunday. */
export function WeekFields({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const set = (day: number, hours: DayHours) => onChange(week.map((before, at) => (at === day ? hours : before)));
  const copy = () => onChange(week.map((before, day) => (day < 5 ? (week[0] ?? []) : before)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Week')}</legend>
      <ul className="divide-y divide-line rounded-c border border-line px-3">
        {weekdayNames('long').map((name, day) => (
          <li key={name} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-1.5">
            <span className="w-28 py-1.5">{name}</span>
            <DayFields name={name} value={week[day] ?? []} onChange={(hours) => set(day, hours)} />
            {day === 0 ? (
              <Button look="quiet" className="ml-auto px-2" onPress={copy}>
                {t('Copy to weekdays')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** One day: closed, open all day, or open in as many stretches as it takes. `name` is what it is called when read out. */
export function DayFields(props: { name: string; value: DayHours; onChange: (value: DayHours) => void }) {
  const kind = kindOf(props.value);
  const names: Record<DayKind, string> = { hours: t('open'), all_day: t('all day'), closed: t('closed') };
  return (
    <>
      <div className="w-26 py-1">
        <Picker
          label={props.name}
          searchLabel={t('Find')}
          choices={[
            { id: 'hours', label: names.hours },
            { id: 'all_day', label: names.all_day },
            { id: 'closed', label: names.closed },
          ]}
          value={kind}
          onChange={(id) => id !== kind && props.onChange(dayOf(id as DayKind))}
        >
          <span className={kind === 'closed' ? 'text-ink-3' : ''}>{names[kind]}</span>
        </Picker>
      </div>
      {kind === 'hours' ? <Stretches {...props} /> : null}
    </>
  );
}

/** So many stretches of a day. */
export function Stretches({
  name,
  value,
  onChange,
}: {
  name: string;
  value: DayHours;
  onChange: (value: DayHours) => void;
}) {
  const set = (at: number, hours: Hours) => onChange(value.map((before, each) => (each === at ? hours : before)));
  return (
    <div className="flex flex-col gap-1">
      {value.map((hours, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no name of its own, and keeps its place
        <div key={at}>
          <div className="flex items-center gap-1.5">
            <Clock name={name} side="from" hours={hours} onChange={(next) => set(at, next)} />
            <span aria-hidden>–</span>
            <Clock name={name} side="to" hours={hours} onChange={(next) => set(at, next)} />
            {value.length > 1 ? (
              <IconButton
                label={t('Remove these hours')}
                onPress={() => onChange(value.filter((_, each) => each !== at))}
              >
                <CloseIcon aria-hidden />
              </IconButton>
            ) : null}
            {at === value.length - 1 && value.length < 12 ? (
              <IconButton
                label={t('Add hours: {day}', { day: name })}
                onPress={() => onChange([...value, nextHours(value)])}
              >
                <PlusIcon aria-hidden />
              </IconButton>
            ) : null}
          </div>
          {isBackwards(hours) ? <p className="text-meta text-danger">{t('It ends before it begins.')}</p> : null}
        </div>
      ))}
    </div>
  );
}

type ClockProps = { name: string; side: 'from' | 'to'; hours: Hours; onChange: (hours: Hours) => void };

function Clock({ name, side, hours: [from, to], onChange }: ClockProps) {
  const isFrom = side === 'from';
  return (
    <input
      type="time"
      required
      aria-label={isFrom ? t('{day}: opens at', { day: name }) : t('{day}: closes at', { day: name })}
      aria-invalid={isBackwards([from, to])}
      className="control h-8 w-24 px-2 [&::-webkit-calendar-picker-indicator]:hidden"
      value={clockOf(isFrom ? from : to)}
      onChange={({ target }) => {
        const minutes = minutesOf(target.value, side);
        if (minutes !== null) onChange(isFrom ? [minutes, to] : [from, minutes]);
      }}
    />
  );
}
