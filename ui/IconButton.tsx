import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Tip } from './Tooltip.tsx';

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  label: string;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  look?: 'quiet' | 'primary';
  className?: string;
  children: ReactNode;
};

/** A picture that acts: its name is read out and shown in a tooltip. */
export function IconButton({ label, shortcut, look = 'quiet', className, ...props }: IconButtonProps) {
  return (
    <Tip label={label} shortcut={shortcut}>
      <AriaButton
        {...props}
        aria-label={label}
        className={classes(
          'grid size-7 shrink-0 place-items-center rounded-c transition-colors duration-100 data-disabled:opacity-45 [&_svg]:size-4',
          look === 'primary'
            ? 'bg-accent text-accent-ink data-hovered:brightness-95'
            : 'text-ink-2 data-hovered:bg-sunken data-hovered:text-ink',
          className,
        )}
      />
    </Tip>
  );
}
