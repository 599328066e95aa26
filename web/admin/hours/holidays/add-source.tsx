import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Country, HolidayDays } from '../../../../contract/holidays.ts';
import { currentLanguage, t } from '../../../../locales/translate.ts';
import { Button } from '../../../../ui/Button.tsx';
import { ComboField } from '../../../../ui/ComboField.tsx';
import { TextField } from '../../../../ui/TextField.tsx';
import { FormTrouble } from '../../../app/DeskForm.tsx';
import { useSaving } from '../../../app/use-saving.ts';
import { countriesQuery, readDays } from './calls.ts';
import { newSource, type SourceDraft } from './draft.ts';

type Adding = { onAdd: (source: SourceDraft) => void; onClose: () => void };

/** Stands for a whole country among its regions. */
const whole = 'whole';

/** The holidays of a country or one of its regions. */
export function AddCountry({ onAdd, onClose }: Adding) {
  const { data: countries } = useQuery(countriesQuery);
  const [country, setCountry] = useState<string | null>(likelyCountry);
  const [region, setRegion] = useState(whole);
  const place = { kind: 'country' as const, country: country ?? '', region: region === whole ? null : region };
  const read = useSaving({
    act: () => readDays(place),
    stale: [],
    isForm: true,
    onDone: (days) => onAdd(newSource({ ...place, url: null }, { ...days, name: nameOf(place, countries ?? []) })),
  });
  const regions = countries?.find(({ id }) => id === country)?.regions ?? [];
  return (
    <Panel error={read.error} isBusy={read.isPending || country === null} onAdd={read.mutate} onClose={onClose}>
      {countries === undefined ? null : (
        <div className="grid gap-3.5 sm:grid-cols-2">
          <ComboField
            label={t('Country')}
            choices={countries
              .map(({ id }) => ({ id, label: countryName(id) }))
              .toSorted((a, b) => a.label.localeCompare(b.label))}
            value={country}
            onChange={(id) => [setCountry(id), setRegion(whole)]}
          />
          {regions.length > 0 ? (
            <ComboField
              key={country}
              label={t('State or region')}
              choices={[
                { id: whole, label: t('The whole country') },
                ...regions.map(({ id, name }) => ({ id, label: name })),
              ]}
              value={region}
              onChange={(id) => setRegion(id ?? whole)}
            />
          ) : null}
        </div>
      )}
    </Panel>
  );
}

function countryName(id: string): string {
  return new Intl.DisplayNames(currentLanguage(), { type: 'region', fallback: 'code' }).of(id) ?? id;
}

function nameOf({ country, region }: { country: string; region: string | null }, countries: Country[]): string {
  const known = countries.find(({ id }) => id === country)?.regions.find(({ id }) => id === region);
  return known ? `${countryName(country)}, ${known.name}` : countryName(country);
}

function likelyCountry(): string | null {
  return new Intl.Locale(navigator.language).region ?? (currentLanguage() === 'pt-BR' ? 'BR' : null);
}

/** A calendar on the net, which is followed. */
export function AddFeed({ onAdd, onClose }: Adding) {
  const [url, setUrl] = useState('');
  const place = { kind: 'feed' as const, url: url.trim() };
  const read = useSaving({
    act: () => readDays(place),
    stale: [],
    isForm: true,
    onDone: (days) => onAdd(newSource({ ...place, country: null, region: null }, days)),
  });
  return (
    <Panel error={read.error} isBusy={read.isPending || place.url === ''} onAdd={read.mutate} onClose={onClose}>
      <TextField
        label={t('Address of an iCal calendar')}
        hint={t('Its whole days close the desk. It is read again every day.')}
        value={url}
        onChange={setUrl}
        autoFocus
      />
    </Panel>
  );
}

type Found = { onAdd: (days: HolidayDays) => void; onClose: () => void };

/** A calendar as a file, or pasted: its days become days by hand. */
export function AddFile({ onAdd, onClose }: Found) {
  const [text, setText] = useState('');
  const read = useSaving({ act: () => readDays({ kind: 'file', text }), stale: [], isForm: true, onDone: onAdd });
  return (
    <Panel error={read.error} isBusy={read.isPending || text === ''} onAdd={read.mutate} onClose={onClose}>
      <label className="block">
        <span className="mb-1 block text-meta font-[550] text-ink-2">{t('iCal file')}</span>
        <input
          type="file"
          accept=".ics,.ical,text/calendar"
          className="max-w-full"
          onChange={({ target }) => void target.files?.[0]?.text().then(setText)}
        />
      </label>
      <label className="mt-3 block">
        <span className="mb-1 block text-meta font-[550] text-ink-2">{t('Or paste its text')}</span>
        <textarea
          rows={3}
          spellCheck={false}
          className="control w-full px-2.5 py-1.5 font-mono text-meta"
          placeholder="BEGIN:VCALENDAR"
          value={text.length > longestShown ? '' : text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
    </Panel>
  );
}

/** A chosen file is not poured into the field. */
const longestShown = 20_000;

type PanelProps = {
  error: unknown;
  isBusy: boolean;
  onAdd: (input: undefined) => void;
  onClose: () => void;
  children: React.ReactNode;
};

function Panel({ error, isBusy, onAdd, onClose, children }: PanelProps) {
  return (
    <div className="mt-2 flex flex-col gap-3 rounded-c border border-line bg-sunken px-3 py-3">
      <FormTrouble error={error} />
      <div>{children}</div>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="primary" isDisabled={isBusy} onPress={() => onAdd(undefined)}>
          {t('Read the days')}
        </Button>
      </div>
    </div>
  );
}
