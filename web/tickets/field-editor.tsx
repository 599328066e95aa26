import { type KeyboardEvent, useId, useState } from 'react';
import type { Field } from '../../contract/fields.ts';
import type { FieldValue } from '../../domain/fields/field.ts';
import { readNumber } from '../../domain/fields/number.ts';
import { type FieldProblem, readValue } from '../../domain/fields/value.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { classes } from '../../ui/classes.ts';
import { Picker } from '../../ui/Picker.tsx';
import { ManyOf } from '../conditions/bare-select.tsx';
import { valueInWords } from './field-values.ts';
import { nameIn } from './words.ts';

export type FieldEditorProps = {
  field: Field;
  value: FieldValue | undefined;
  /** Before what it must be filled in, said beside its name. */
  needed?: string | undefined;
  onChange: (value: FieldValue | null) => void;
};

/** A field with its name above it. What was typed is kept when the cursor leaves it or on Enter; Escape takes it back. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, value } = props;
  switch (field.type) {
    case 'choice':
      return <OneChoice {...props} />;
    case 'choices':
      return <SeveralChoices {...props} />;
    case 'checkbox':
      return (
        <Checkbox isSelected={value === true} onChange={(isOn) => props.onChange(isOn ? true : null)}>
          <span className="min-w-0 wrap-anywhere">
            {nameIn(field.label)}
            <Needed needed={props.needed} />
          </span>
        </Checkbox>
      );
    default:
      // A value that changes elsewhere begins the editor anew.
      return <Typed key={JSON.stringify(value ?? null)} {...props} />;
  }
}

type Box = HTMLInputElement | HTMLTextAreaElement;

function Typed(props: FieldEditorProps) {
  const { field, needed } = props;
  const id = useId();
  const { text, setText, problem, finish, onKeyDown } = useTyping(props);
  const box = {
    id,
    value: text,
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-about`,
    onBlur: ({ currentTarget }: { currentTarget: Box }) => finish(currentTarget),
    onChange: ({ target }: { target: Box }) => setText(target.value),
    onKeyDown,
  };
  const look = classes('control w-full min-w-0 px-2 py-1', problem === null ? 'border-line!' : 'border-danger!');
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-meta text-ink-3 wrap-anywhere">
        {nameIn(field.label)}
        <Needed needed={needed} />
      </label>
      {field.type === 'long_text' ? (
        <textarea {...box} rows={2} className={`${look} block field-sizing-content max-h-48 resize-none`} />
      ) : (
        <input {...box} {...inputOf(field)} className={`${look} h-8`} />
      )}
      <p id={`${id}-about`} className={classes('text-meta', problem === null ? 'text-ink-3' : 'text-danger')}>
        {problem === null ? field.help && nameIn(field.help) : problemInWords(problem)}
      </p>
    </div>
  );
}

/** What stands in the box, until it is kept or taken back. What does not fit stays in it, and says why. */
function useTyping({ field, value, onChange }: FieldEditorProps) {
  const before = field.type === 'date' ? String(value ?? '') : valueInWords(field, value);
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const say = (box: Box, wrong: FieldProblem | null) => {
    setProblem(wrong);
    box.setCustomValidity(wrong === null ? '' : problemInWords(wrong));
  };
  const finish = (box: Box) => {
    if (text === before && problem === null) return;
    const read = readValue(field, asTyped(field, text));
    if ('problem' in read) return say(box, read.problem);
    say(box, null);
    const isSame = JSON.stringify(read.value) === JSON.stringify(value ?? null);
    return isSame ? setText(before) : onChange(read.value);
  };
  const takeBack = (event: KeyboardEvent<Box>) => {
    // Only what was typed here: a window around it stays open.
    if (text !== before) event.stopPropagation();
    setText(before);
    say(event.currentTarget, null);
  };
  const onKeyDown = (event: KeyboardEvent<Box>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') takeBack(event);
    if (!isEnd(event, field)) return;
    event.preventDefault();
    finish(event.currentTarget);
  };
  return { text, setText, problem, finish, onKeyDown };
}

/** Enter; where it begins a new line, with the control key. */
function isEnd({ key, ctrlKey, metaKey }: KeyboardEvent, { type }: Field): boolean {
  return key === 'Enter' && (type !== 'long_text' || ctrlKey || metaKey);
}

function inputOf({ type }: Field) {
  if (type === 'date') return { type: 'date' };
  return type === 'number' ? { inputMode: 'decimal' as const } : {};
}

/** What was typed as the desk wants it: a number is no text. */
function asTyped({ type }: Field, text: string): unknown {
  if (type !== 'number' || text.trim() === '') return text;
  return readNumber(text, currentLanguage()) ?? text;
}

export function problemInWords(problem: FieldProblem): string {
  switch (problem) {
    case 'not_a_tax_id':
      return t('This is no valid CPF or CNPJ.');
    case 'not_a_number':
      return t('This is no number.');
    case 'not_a_date':
      return t('This is no date.');
    case 'too_long':
      return t('This is too long.');
    default:
      return t('This does not look right.');
  }
}

const nothing = '';

function OneChoice({ field, value, needed, onChange }: FieldEditorProps) {
  const chosen = typeof value === 'string' ? value : nothing;
  const label = nameIn(field.label);
  return (
    <div className="min-w-0">
      <p aria-hidden className="text-meta text-ink-3 wrap-anywhere">
        {label}
        <Needed needed={needed} />
      </p>
      <Picker
        label={needed === undefined ? label : `${label}, ${needed}`}
        searchLabel={t('Find')}
        choices={[{ id: nothing, label: t('Nothing chosen') }, ...offered(field, [chosen])]}
        value={chosen}
        onChange={(key) => onChange(key === nothing ? null : key)}
      >
        {valueInWords(field, value) || t('Choose')}
      </Picker>
    </div>
  );
}

function SeveralChoices({ field, value, needed, onChange }: FieldEditorProps) {
  const chosen = Array.isArray(value) ? [...(value as string[])] : [];
  const label = nameIn(field.label);
  return (
    <div className="min-w-0">
      <p aria-hidden className="text-meta text-ink-3 wrap-anywhere">
        {label}
        <Needed needed={needed} />
      </p>
      <ManyOf
        label={needed === undefined ? label : `${label}, ${needed}`}
        placeholder={t('Choose')}
        choices={offered(field, chosen)}
        value={chosen}
        onChange={(keys) => onChange(keys.length === 0 ? null : keys)}
      />
    </div>
  );
}

/** What may be chosen: an archived choice only where it is the value already. */
function offered({ choices }: Field, chosen: readonly string[]) {
  return choices
    .filter(({ key, isArchived }) => !isArchived || chosen.includes(key))
    .map(({ key, label }) => ({ id: key, label: nameIn(label) }));
}

function Needed({ needed }: { needed: string | undefined }) {
  return needed === undefined ? null : <span className="text-warn"> · {needed}</span>;
}
