import { t } from '../../locales/translate.ts';
import { initialsOf } from '../../ui/Avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { useOthers } from './others.ts';

/** In the corner of a row: who is at the ticket; a ring says that they write. */
export function RowOnlookers({ number }: { number: number }) {
  const others = useOthers(number);
  if (others.length === 0) return null;
  return (
    <ul
      aria-label={t('At this ticket now')}
      className="pointer-events-none absolute right-3.5 bottom-2.5 flex -space-x-1"
    >
      {others.slice(0, 3).map(({ id, name, doing }) => (
        <li
          key={id}
          className={classes(
            'grid size-5.5 place-items-center rounded-full border bg-sheet text-[10px] font-semibold',
            doing === 'typing' ? 'border-warn text-warn shadow-[0_0_0_1px_var(--warn)]' : 'border-edge text-ink-2',
          )}
        >
          <span aria-hidden>{initialsOf(name)}</span>
          <span className="sr-only">
            {doing === 'typing' ? t('{name} is writing', { name }) : t('{name} is looking', { name })}
          </span>
        </li>
      ))}
    </ul>
  );
}
