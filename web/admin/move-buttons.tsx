import { t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ArrowDownIcon, ArrowUpIcon } from '../../ui/icons.ts';

/** The list with one of its items at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const list = [...items];
  list.splice(to, 0, ...list.splice(from, 1));
  return list;
}

/** One place up, one down. */
export function MoveButtons(props: { name: string; at: number; count: number; onMove: (to: number) => void }) {
  const { name, at, count, onMove } = props;
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <IconButton label={t('Move {name} up', { name })} isDisabled={at === 0} onPress={() => onMove(at - 1)}>
        <ArrowUpIcon aria-hidden />
      </IconButton>
      <IconButton label={t('Move {name} down', { name })} isDisabled={at === count - 1} onPress={() => onMove(at + 1)}>
        <ArrowDownIcon aria-hidden />
      </IconButton>
    </div>
  );
}
