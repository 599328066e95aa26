import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, type ListBoxProps } from 'react-aria-components/ListBox';
import { choiceClasses } from './choice-classes.ts';
import { classes } from './classes.ts';
import { CheckIcon } from './icons.ts';

export type Choice = { id: string; label: string; detail?: string; icon?: ReactNode };

/** The list inside a select, a combo box or a picker. */
export function Choices({
  className,
  ...props
}: Omit<ListBoxProps<Choice>, 'className' | 'children' | 'style'> & { className?: string }) {
  return (
    <ListBox {...props} className={classes('max-h-[inherit] overflow-auto p-1 outline-0', className)}>
      {(choice: Choice) => (
        <ListBoxItem id={choice.id} textValue={choice.label} className={choiceClasses}>
          {choice.icon}
          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          {choice.detail === undefined ? null : <span className="truncate text-meta text-ink-3">{choice.detail}</span>}
          <CheckIcon aria-hidden className="invisible size-3.5 shrink-0 text-accent group-data-selected:visible" />
        </ListBoxItem>
      )}
    </ListBox>
  );
}
