import { classes } from './classes.ts';

export function Kbd({ children, inverted = false }: { children: string; inverted?: boolean }) {
  return (
    <kbd
      className={classes(
        'inline-block rounded-[4px] border px-1.25 font-sans text-[11px]/[1.35] font-medium',
        inverted ? 'border-current' : 'border-line bg-canvas text-ink-3',
      )}
    >
      {children}
    </kbd>
  );
}
