import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckIcon } from './icons.ts';

export function Checkbox(props: {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  children: ReactNode;
  isDisabled?: boolean;
}) {
  return (
    <AriaCheckbox
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
      className="group flex min-h-6 items-center gap-2 data-disabled:text-ink-3"
    >
      <span className="grid size-4 shrink-0 place-items-center rounded-[4px] border border-edge bg-sheet group-data-focus-visible:shadow-focus group-data-selected:border-accent group-data-selected:bg-accent">
        <CheckIcon
          aria-hidden
          strokeWidth={3}
          className="invisible size-3 text-accent-ink group-data-selected:visible"
        />
      </span>
      {props.children}
    </AriaCheckbox>
  );
}
