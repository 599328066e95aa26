import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { type Choice, Choices } from './Choices.tsx';
import { classes } from './classes.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { ChevronDownIcon } from './icons.ts';

export function SelectField(props: {
  label: string;
  isLabelHidden?: boolean;
  choices: Choice[];
  value: string | null;
  onChange: (id: string) => void;
  hint?: ReactNode;
  /** By which a refusal names this field. */
  name?: string;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
}) {
  return (
    <Select
      className={classes('flex min-w-0 flex-col gap-1', props.className)}
      value={props.value}
      onChange={(id) => id !== null && props.onChange(String(id))}
      isDisabled={props.isDisabled ?? false}
      name={props.name}
      placeholder={props.placeholder ?? ''}
    >
      <FieldFrame label={props.label} isLabelHidden={props.isLabelHidden ?? false} hint={props.hint}>
        <Button className="control flex h-9 w-full items-center gap-2 px-2.5 text-left">
          <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-3 [&_svg]:hidden" />
          <ChevronDownIcon aria-hidden className="size-4 text-ink-3" />
        </Button>
      </FieldFrame>
      <Popover className="layer w-(--trigger-width) min-w-48">
        <Choices items={props.choices} />
      </Popover>
    </Select>
  );
}
