import { t } from '../../../locales/translate.ts';
import type { Length } from './sla-form.ts';

type Props = { name: string; value: Length; onChange: (value: Length) => void };

/** So many hours and minutes. `name` is what it is the length of, read out with each part. */
export function LengthFields({ name, value, onChange }: Props) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Part label={t('{name}: hours', { name })} value={value.h} onChange={(h) => onChange({ ...value, h })} />
      <span aria-hidden>{t('h')}</span>
      <Part label={t('{name}: minutes', { name })} value={value.min} onChange={(min) => onChange({ ...value, min })} />
      <span aria-hidden>{t('min')}</span>
    </span>
  );
}

function Part({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      inputMode="numeric"
      aria-label={label}
      placeholder="–"
      className="control h-8 w-14 px-2 text-right"
      value={value}
      onChange={({ target }) => onChange(target.value.replace(/\D/g, '').slice(0, 4))}
    />
  );
}
