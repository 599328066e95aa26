import { useState } from 'react';
import type { ValueShape } from '../../domain/conditions/operators.ts';
import type { Value } from '../../domain/conditions/values.ts';
import { t } from '../../locales/translate.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { ManyOf, OneOf } from './bare-select.tsx';
import { LengthValue } from './length-value.tsx';
import { isSought, type SoughtField } from './sought.ts';
import { ManySought, OneSought } from './sought-field.tsx';

type Props = {
  field: string;
  shape: ValueShape;
  choices: Choice[] | undefined;
  value: Value | undefined;
  onChange: (value: Value) => void;
};

const typed = 'control h-8 w-full min-w-0 px-2.5';

/** What a question compares with, in the shape its operator wants. */
export function ValueField(props: Props) {
  if (isSought(props.field)) return <SoughtValue {...props} field={props.field} />;
  switch (props.shape) {
    case 'none':
      return null;
    case 'one':
      return props.choices ? <OneValue {...props} choices={props.choices} /> : <TextValue {...props} />;
    case 'many':
      return props.choices ? <ManyValues {...props} choices={props.choices} /> : <ListValue {...props} />;
    case 'flag':
      return <FlagValue {...props} />;
    case 'number':
      return <NumberValue {...props} />;
    case 'hours':
    case 'business_hours':
      return (
        <LengthValue isBusiness={props.shape === 'business_hours'} value={props.value} onChange={props.onChange} />
      );
    case 'date':
      return <DateValue {...props} />;
    case 'instant':
      return <InstantValue {...props} />;
    case 'text':
    case 'pattern':
      return <TextValue {...props} />;
  }
}

function SoughtValue({ field, shape, choices = [], value, onChange }: Props & { field: SoughtField }) {
  if (shape === 'none') return null;
  const Sought = shape === 'many' ? ManySought : OneSought;
  return <Sought field={field} known={choices} value={value} onChange={onChange} />;
}

type WithChoices = Omit<Props, 'choices'> & { choices: Choice[] };

function OneValue({ choices, value, onChange }: WithChoices) {
  return (
    <OneOf
      label={t('Value')}
      placeholder={t('Choose')}
      choices={withStored(choices, [value])}
      value={typeof value === 'string' && value !== '' ? value : null}
      onChange={onChange}
    />
  );
}

function ManyValues({ choices, value, onChange }: WithChoices) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    <ManyOf
      label={t('Values')}
      placeholder={t('Choose')}
      choices={withStored(choices, chosen)}
      value={chosen}
      onChange={onChange}
    />
  );
}

/** What was stored stays to be seen, also where the list no longer has it. */
function withStored(choices: Choice[], stored: readonly unknown[]): Choice[] {
  const missing = stored.filter(
    (id) => typeof id === 'string' && id !== '' && !choices.some((known) => known.id === id),
  );
  return [...choices, ...missing.map((id) => ({ id: String(id), label: String(id) }))];
}

function FlagValue({ value, onChange }: Props) {
  const choices = [
    { id: 'yes', label: t('yes') },
    { id: 'no', label: t('no') },
  ];
  return (
    <OneOf
      label={t('Value')}
      choices={choices}
      value={value === false ? 'no' : 'yes'}
      onChange={(id) => onChange(id === 'yes')}
    />
  );
}

function NumberValue({ value, onChange }: Props) {
  const [text, setText] = useState(() => (typeof value === 'number' ? String(value) : ''));
  return (
    <input
      type="number"
      required
      step="any"
      aria-label={t('Number')}
      className={typed}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value !== '') onChange(Number(target.value));
      }}
    />
  );
}

function DateValue({ value, onChange }: Props) {
  return (
    <input
      type="date"
      required
      aria-label={t('Date')}
      className={typed}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => target.value !== '' && onChange(target.value)}
    />
  );
}

function InstantValue({ value, onChange }: Props) {
  return (
    <input
      type="datetime-local"
      required
      aria-label={t('Date and time')}
      className={typed}
      value={localOf(value)}
      onChange={({ target }) => target.value !== '' && onChange(new Date(target.value).toISOString())}
    />
  );
}

/** An instant as the browser's own clock shows it: `2026-11-09T17:00`. */
function localOf(value: Value | undefined): string {
  const at = new Date(String(value));
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function TextValue({ value, onChange }: Props) {
  return (
    <input
      required
      maxLength={400}
      aria-label={t('Value')}
      className={typed}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** Several words, commas between them. What is typed is kept as typed until it is saved. */
function ListValue({ value, onChange }: Props) {
  const [text, setText] = useState(() => (Array.isArray(value) ? value.join(', ') : ''));
  return (
    <input
      required
      aria-label={t('Values, separated by commas')}
      placeholder={t('Separate several with commas')}
      className={typed}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        onChange(target.value.split(',').flatMap((word) => word.trim() || []));
      }}
    />
  );
}
