import { useState } from 'react';
import type { HolidayDays } from '../../../../contract/holidays.ts';
import type { BusinessHours } from '../../../../contract/sla.ts';
import { t } from '../../../../locales/translate.ts';
import { Button } from '../../../../ui/Button.tsx';
import { PlusIcon } from '../../../../ui/icons.ts';
import { AddCountry, AddFeed, AddFile } from './add-source.tsx';
import { DaysByHand } from './days-by-hand.tsx';
import type { SourceDraft } from './draft.ts';
import { SourceList } from './source-list.tsx';

type Holidays = BusinessHours['holidays'];
type Value = { holidays: Holidays; sources: SourceDraft[] };
type Adding = 'country' | 'feed' | 'file' | null;

/** Days that differ from their weekday: from a country's list, from a calendar, by hand. */
export function HolidayFields({ value, onChange }: { value: Value; onChange: (change: Partial<Value>) => void }) {
  const { holidays, sources } = value;
  const [adding, setAdding] = useState<Adding>(null);
  const [said, setSaid] = useState('');
  const close = () => setAdding(null);
  const addSource = (source: SourceDraft) => {
    onChange({ sources: [...sources.filter((known) => !isSame(known, source)), source] });
    close();
  };
  const addDays = (read: HolidayDays) => {
    const found = byHand(read, holidays);
    onChange({ holidays: [...holidays, ...found] });
    setSaid(saidOfFile(read, found.length));
    close();
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Holidays')}</legend>
      {holidays.length + sources.length === 0 ? <p className="mb-2 text-ink-3">{t('None yet')}</p> : null}
      <SourceList value={sources} onChange={(next) => onChange({ sources: next })} />
      <DaysByHand value={holidays} onChange={(next) => onChange({ holidays: next })} />
      <div className="mt-1 -ml-2 flex flex-wrap gap-x-1">
        <AddButton onPress={() => onChange({ holidays: [...holidays, { date: '', name: '', hours: [] }] })}>
          {t('Add a holiday')}
        </AddButton>
        <AddButton onPress={() => setAdding('country')}>{t('Holidays of a country')}</AddButton>
        <AddButton onPress={() => setAdding('feed')}>{t('Calendar on the net')}</AddButton>
        <AddButton onPress={() => setAdding('file')}>{t('Calendar file')}</AddButton>
      </div>
      <p role="status" className="text-meta text-ink-3">
        {said}
      </p>
      {adding === 'country' ? <AddCountry onAdd={addSource} onClose={close} /> : null}
      {adding === 'feed' ? <AddFeed onAdd={addSource} onClose={close} /> : null}
      {adding === 'file' ? <AddFile onAdd={addDays} onClose={close} /> : null}
    </fieldset>
  );
}

function AddButton({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <Button look="quiet" className="px-2" onPress={onPress}>
      <PlusIcon aria-hidden className="size-4" />
      {children}
    </Button>
  );
}

function isSame(one: SourceDraft, other: SourceDraft): boolean {
  return one.country === other.country && one.region === other.region && one.url === other.url;
}

/** Closed days of a file that are not there yet. */
function byHand({ days }: HolidayDays, known: Holidays): Holidays {
  return days
    .filter(
      ({ date }, at) => !known.some((day) => day.date === date) && days.findIndex((day) => day.date === date) === at,
    )
    .map(({ date, name }) => ({ date, name, hours: [] }));
}

function saidOfFile({ skipped }: HolidayDays, count: number): string {
  const added = t('{count, plural, =0 {No new day was found.} one {# day was added.} other {# days were added.}}', {
    count,
  });
  if (skipped === 0) return added;
  const left = t(
    '{count, plural, one {# entry is no whole day and was left out.} other {# entries are no whole days and were left out.}}',
    {
      count: skipped,
    },
  );
  return `${added} ${left}`;
}
