import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';

type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  look?: ButtonLook;
  className?: string;
  children?: ReactNode;
};

const looks: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-accent-ink data-hovered:brightness-95 data-pressed:brightness-90',
  plain: 'border-edge bg-sheet data-hovered:bg-sunken data-pressed:bg-sunken',
  quiet: 'border-transparent text-ink-2 data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken',
  danger: 'border-danger text-danger bg-sheet data-hovered:bg-sunken data-pressed:bg-sunken',
};

/** The classes of a button, for links that look like one. */
export function buttonClasses(look: ButtonLook, className?: string): string {
  return classes(
    'inline-flex h-[30px] shrink-0 items-center justify-center gap-1.5 rounded-c border px-3 font-[550] whitespace-nowrap transition-colors duration-100',
    'data-disabled:opacity-55',
    looks[look],
    className,
  );
}

export function Button({ look = 'plain', className, ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClasses(look, className)} />;
}
