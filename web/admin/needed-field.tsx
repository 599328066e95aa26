import type { Need } from '../../domain/fields/field.ts';
import { t } from '../../locales/translate.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { needName } from './fields/field-words.ts';

const never = 'never';

/** Before what a field must be filled in. */
export function NeededField(props: {
  label: string;
  hint?: string;
  value: Need | null;
  onChange: (need: Need | null) => void;
}) {
  const choices = [
    { id: never, label: t('Never') },
    { id: 'solve', label: needName('solve') },
    { id: 'open', label: needName('open') },
  ];
  return (
    <SelectField
      label={props.label}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      choices={choices}
      value={props.value ?? never}
      onChange={(id) => props.onChange(id === never ? null : (id as Need))}
    />
  );
}
