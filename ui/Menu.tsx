import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { choiceClasses } from './choice-classes.ts';
import { Kbd } from './Kbd.tsx';

export type MenuEntry = {
  id: string;
  label: string;
  icon?: ReactNode;
  shortcut?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  onAction: () => void;
};

export function Menu(props: {
  label: string;
  entries: MenuEntry[];
  children: ReactElement;
  placement?: 'bottom start' | 'bottom end' | 'top end' | 'right bottom';
}) {
  return (
    <MenuTrigger>
      {props.children}
      <Popover placement={props.placement ?? 'bottom end'} className="layer min-w-48 overflow-auto">
        <AriaMenu aria-label={props.label} items={props.entries} className="p-1 outline-0">
          {(entry: MenuEntry) => (
            <AriaMenuItem
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.isDisabled ?? false}
              onAction={entry.onAction}
              className={`${choiceClasses} ${entry.isDanger ? 'text-danger' : ''} [&_svg]:size-4`}
            >
              {entry.icon}
              <span className="flex-1">{entry.label}</span>
              {entry.shortcut === undefined ? null : <Kbd>{entry.shortcut}</Kbd>}
            </AriaMenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
