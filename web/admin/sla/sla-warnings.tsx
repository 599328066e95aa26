import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { CloseIcon, PlusIcon } from '../../../ui/icons.ts';
import { Picker } from '../../../ui/Picker.tsx';
import type { WarningDraft } from './sla-form.ts';
import { LengthFields } from './sla-length.tsx';

type Change = (value: WarningDraft[]) => void;
const most = 5;
const anotherOne: WarningDraft = { kind: 'percent', percent: '75', h: '', min: '' };

/** When to warn of a promise: a line for each warning, so long before its time is up or at so many percent of it. */
export function WarningFields({ value, onChange }: { value: WarningDraft[]; onChange: Change }) {
  const set = (at: number, warning: WarningDraft) =>
    onChange(value.map((before, each) => (each === at ? warning : before)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{t('Warn before a promise is late')}</legend>
      {value.length === 0 ? <p className="text-ink-3">{t('No warning')}</p> : null}
      <ul className="flex flex-col gap-1.5">
        {value.map((warning, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a warning has no name of its own, and keeps its place
          <li key={at} className="flex items-center gap-2">
            <WarningLine place={at + 1} value={warning} onChange={(next) => set(at, next)} />
            <IconButton
              label={t('Remove warning {place}', { place: at + 1 })}
              onPress={() => onChange(value.filter((_, each) => each !== at))}
            >
              <CloseIcon aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {value.length < most ? (
        <Button look="quiet" className="mt-1 -ml-2 px-2" onPress={() => onChange([...value, anotherOne])}>
          <PlusIcon aria-hidden className="size-4" />
          {t('Add a warning')}
        </Button>
      ) : null}
      <p className="mt-1 text-meta text-ink-3">{t('A warning counts the hours of its promise.')}</p>
    </fieldset>
  );
}

type LineProps = { place: number; value: WarningDraft; onChange: (value: WarningDraft) => void };

function WarningLine({ place, value, onChange }: LineProps) {
  const kinds: Record<WarningDraft['kind'], string> = { before: t('before it is late'), percent: t('% of its time') };
  const name = t('Warning {place}', { place });
  return (
    <span className="flex flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      {value.kind === 'before' ? (
        <LengthFields name={name} value={value} onChange={(length) => onChange({ ...value, ...length })} />
      ) : (
        <input
          inputMode="numeric"
          required
          aria-label={t('{name}: percent', { name })}
          className="control h-8 w-14 px-2 text-right"
          value={value.percent}
          onChange={({ target }) => onChange({ ...value, percent: target.value.replace(/\D/g, '').slice(0, 2) })}
        />
      )}
      <Picker
        label={t('{name}: how it counts', { name })}
        searchLabel={t('Find')}
        choices={[
          { id: 'before', label: kinds.before },
          { id: 'percent', label: kinds.percent },
        ]}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as WarningDraft['kind'] })}
      >
        {kinds[value.kind]}
      </Picker>
    </span>
  );
}
