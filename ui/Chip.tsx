import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type Tone = 'plain' | 'danger' | 'warn' | 'good' | 'info' | 'accent';

const tones: Record<Tone, string> = {
  plain: 'text-ink-2',
  danger: 'text-danger font-semibold',
  warn: 'text-warn font-semibold',
  good: 'text-good',
  info: 'text-info',
  accent: 'text-accent font-[550]',
};

/** A short word about a thing. Colour only repeats what the word or the picture says. */
export function Chip({
  tone = 'plain',
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={classes(
        'inline-flex h-6 max-w-full items-center gap-1 rounded-full bg-sunken px-2 text-meta whitespace-nowrap group-aria-[current]/row:bg-sheet [&_svg]:size-3.25 [&_svg]:shrink-0',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
