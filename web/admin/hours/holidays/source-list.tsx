import { useState } from 'react';
import type { SourceDay } from '../../../../contract/holidays.ts';
import { t } from '../../../../locales/translate.ts';
import { Button } from '../../../../ui/Button.tsx';
import { IconButton } from '../../../../ui/IconButton.tsx';
import { CloseIcon } from '../../../../ui/icons.ts';
import { Picker } from '../../../../ui/Picker.tsx';
import { calendarDay, dayAndTime } from '../../../app/format.ts';
import { sentenceOf } from '../../../app/refusals.ts';
import { Stretches } from '../business-hours-week.tsx';
import { usualHours } from '../business-hours-words.ts';
import { type Choice, chosen, countOf, isShown, type SourceDraft, withChoice } from './draft.ts';

type Change<Value> = { value: Value; onChange: (value: Value) => void };

/** Lists of holidays that follow a country or a calendar, each with its days to choose from. */
export function SourceList({ value, onChange }: Change<SourceDraft[]>) {
  return (
    <ul className="mb-2 flex flex-col gap-2">
      {value.map((source, at) => (
        <SourceItem
          key={source.id ?? `${source.country ?? source.url}${source.region ?? ''}`}
          value={source}
          onChange={(next) => onChange(value.map((before, each) => (each === at ? next : before)))}
          onRemove={() => onChange(value.filter((_, each) => each !== at))}
        />
      ))}
    </ul>
  );
}

function SourceItem({ value, onChange, onRemove }: Change<SourceDraft> & { onRemove: () => void }) {
  const [isOpen, setOpen] = useState(value.id === null);
  const { name } = value;
  return (
    <li className="rounded-c border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-40 wrap-anywhere">
          <span className="font-[550]">{name}</span>
          <span className="block text-meta text-ink-3">
            {t('{count, plural, one {# day differs} other {# days differ}}', { count: countOf(value) })}
            {value.url === null ? '' : ` · ${value.url}`}
          </span>
        </span>
        <Button look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t('Hide days') : t('Show days')}
          <span className="sr-only"> {name}</span>
        </Button>
        <IconButton label={t('Remove {name}', { name })} onPress={onRemove}>
          <CloseIcon aria-hidden />
        </IconButton>
      </div>
      {value.failure === null ? null : (
        <p className="mt-1 text-meta text-danger">
          {t('Could not be read on {when}; its days stay as they were.', { when: dayAndTime(value.failedAt ?? '') })}{' '}
          {sentenceOf(value.failure)}
        </p>
      )}
      {isOpen ? <SourceDays value={value} onChange={onChange} /> : null}
    </li>
  );
}

function SourceDays({ value, onChange }: Change<SourceDraft>) {
  const [isAll, setAll] = useState(false);
  const shown = value.days.filter((day) => isAll || isShown(value, day));
  const hidden = value.days.length - shown.length;
  return (
    <>
      <p className="mt-2 text-meta text-ink-3">{t('Each day as it comes next. A choice holds for every year.')}</p>
      <ul aria-label={value.name} className="mt-1 divide-y divide-line border-t border-line">
        {shown.map((day) => (
          <li key={day.key} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-1.5">
            <span className="w-34 py-1 text-ink-3">{calendarDay(day.date)}</span>
            <span className="min-w-36 flex-1 py-1 wrap-anywhere">{day.name}</span>
            <DayChoice
              day={day}
              value={chosen(value, day) as Choice}
              onChange={(choice) => onChange(withChoice(value, day, choice))}
            />
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <Button look="quiet" className="-ml-2 px-2" onPress={() => setAll(true)}>
          {t('{count, plural, one {Show # more day} other {Show # more days}}', { count: hidden })}
        </Button>
      ) : null}
    </>
  );
}

function DayChoice({ day, value, onChange }: Change<Choice> & { day: SourceDay }) {
  const kind = typeof value === 'string' ? value : 'hours';
  const names = { closed: t('closed'), as_usual: t('as usual'), hours: t('other hours') };
  const choose = (id: string) => onChange(id === 'hours' ? [usualHours] : (id as Choice));
  return (
    <div className="flex flex-wrap items-start gap-x-3">
      <div className="w-40 py-1">
        <Picker
          label={day.name}
          searchLabel={t('Find')}
          choices={[
            { id: 'closed', label: names.closed },
            { id: 'as_usual', label: names.as_usual },
            { id: 'hours', label: names.hours },
          ]}
          value={kind}
          onChange={(id) => id !== kind && choose(id)}
        >
          <span className={kind === 'as_usual' ? 'text-ink-3' : ''}>{names[kind]}</span>
        </Picker>
      </div>
      {typeof value === 'string' ? null : <Stretches name={day.name} value={value} onChange={onChange} />}
    </div>
  );
}
