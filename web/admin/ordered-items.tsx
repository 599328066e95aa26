import type { ReactNode } from 'react';
import { t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon } from '../../ui/icons.ts';
import { MoveButtons, moved } from './move-buttons.tsx';

let made = 0;
/** For an item that the desk does not know yet. */
export const newItemId = () => `new-${++made}`;

/** A list inside a form: each item has its place, its cross, and what is asked of it. */
export function OrderedItems<Item>(props: {
  label: string;
  hint?: string;
  items: Item[];
  keyOf: (item: Item) => string;
  nameOf: (item: Item) => string;
  onChange: (items: Item[]) => void;
  render: (item: Item, change: (item: Item) => void) => ReactNode;
  add: ReactNode;
}) {
  const { items, onChange } = props;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-meta font-[550] text-ink-2">{props.label}</legend>
      {props.hint === undefined ? null : <p className="text-meta text-ink-3">{props.hint}</p>}
      <ol className="flex flex-col gap-1.5">
        {items.map((item, at) => (
          <li key={props.keyOf(item)} className="flex items-start gap-1.5">
            <MoveButtons
              name={props.nameOf(item)}
              at={at}
              count={items.length}
              onMove={(to) => onChange(moved(items, at, to))}
            />
            <div className="min-w-0 flex-1">
              {props.render(item, (next) => onChange(items.map((one, place) => (place === at ? next : one))))}
            </div>
            <IconButton
              label={t('Take out {name}', { name: props.nameOf(item) })}
              onPress={() => onChange(items.filter((_, place) => place !== at))}
            >
              <CloseIcon aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      {props.add}
    </fieldset>
  );
}
