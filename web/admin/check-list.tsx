import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

/** Several of a list, each with its box. */
export function CheckList(props: {
  label: string;
  choices: { id: string; name: string }[];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const toggle = (id: string, isIn: boolean) =>
    props.onChange(isIn ? [...props.value, id] : props.value.filter((other) => other !== id));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{props.label}</legend>
      {props.choices.length === 0 ? <p className="text-ink-3">{t('None yet')}</p> : null}
      <div className="flex max-h-48 flex-col gap-0.5 overflow-auto *:shrink-0">
        {props.choices.map(({ id, name }) => (
          <Checkbox key={id} isSelected={props.value.includes(id)} onChange={(isIn) => toggle(id, isIn)}>
            {name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
