import { classes } from './classes.ts';

const sizes = { s: 'size-6.5 text-[11px]', m: 'size-7.5 text-[11.5px]', l: 'size-9.5 text-[13px]' };

/** Initials in a circle. A decoration: the name always stands beside it. */
export function Avatar(props: { name: string; size?: keyof typeof sizes; isAccent?: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={classes(
        'grid shrink-0 place-items-center rounded-full font-semibold select-none',
        sizes[props.size ?? 's'],
        props.isAccent ? 'bg-accent-wash text-accent' : 'bg-sunken text-ink-2',
        props.className,
      )}
    >
      {initialsOf(props.name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0]?.match(/[\p{L}\p{N}]/u)?.[0] ?? '?';
  const last = words.length > 1 && !name.includes('@') ? (words.at(-1)?.match(/[\p{L}\p{N}]/u)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}
