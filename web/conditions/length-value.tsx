import { useState } from 'react';
import type { Value } from '../../domain/conditions/values.ts';
import { t } from '../../locales/translate.ts';
import { OneOf } from './bare-select.tsx';
import { hoursOf, type LengthUnit, lengthOf } from './length.ts';

/** So many minutes, hours or days. Of business hours there are no days: how long one is, the calendar says. */
export function LengthValue(props: {
  isBusiness: boolean;
  value: Value | undefined;
  onChange: (hours: Value) => void;
}) {
  const { isBusiness, value, onChange } = props;
  const [length, setLength] = useState(() => {
    const { count, unit } = lengthOf(typeof value === 'number' ? value : 1, isBusiness);
    return { text: String(count), unit };
  });
  const change = (next: { text: string; unit: LengthUnit }) => {
    setLength(next);
    if (next.text !== '') onChange(hoursOf({ count: Number(next.text), unit: next.unit }));
  };
  const units = [
    { id: 'minutes', label: t('minutes') },
    { id: 'hours', label: t('hours') },
    ...(isBusiness ? [] : [{ id: 'days', label: t('days') }]),
  ];
  return (
    <div className="grid grid-cols-[minmax(3.5rem,1fr)_minmax(0,1.4fr)] gap-1.5">
      <input
        type="number"
        required
        min={0}
        step="any"
        aria-label={t('How long')}
        className="control h-8 w-full min-w-0 px-2.5"
        value={length.text}
        onChange={({ target }) => change({ ...length, text: target.value })}
      />
      <OneOf
        label={t('Unit')}
        choices={units}
        value={length.unit}
        onChange={(unit) => change({ ...length, unit: unit as LengthUnit })}
      />
    </div>
  );
}
