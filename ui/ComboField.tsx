import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { type Choice, Choices } from './Choices.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import { ChevronDownIcon } from './icons.ts';

/** A field to type in that offers what is known: time zones, people, organizations. */
export function ComboField(props: {
  label: string;
  choices: Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  hint?: string;
  /** By which a refusal names this field. */
  name?: string;
}) {
  return (
    <ComboBox
      className="flex flex-col gap-1"
      defaultItems={props.choices}
      value={props.value}
      onChange={(id) => props.onChange(id === null ? null : String(id))}
      name={props.name}
      menuTrigger="focus"
    >
      <FieldFrame label={props.label} hint={props.hint}>
        <div className="relative">
          <Input className="control h-9 w-full pr-8 pl-2.5" />
          <Button className="absolute inset-y-1 right-1 grid w-7 place-items-center rounded-c text-ink-3">
            <ChevronDownIcon aria-hidden className="size-4" />
          </Button>
        </div>
      </FieldFrame>
      <Popover className="layer max-h-72! w-(--trigger-width)">
        <Choices />
      </Popover>
    </ComboBox>
  );
}
