import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { classes } from './classes.ts';
import { Tip } from './Tooltip.tsx';

type Props = {
  label: string;
  /** The keys that do the same, shown in the tooltip. */
  shortcut?: string | undefined;
  /** What `aria-keyshortcuts` says of them. */
  keys?: string | undefined;
  isOn: boolean;
  onPress: () => void;
  className?: string;
  children: ReactNode;
};

/** One of a toolbar: on or off, for what is written from here. */
export function ToolButton({ label, shortcut, keys, isOn, onPress, className, children }: Props) {
  return (
    <Tip label={label} shortcut={shortcut}>
      <ToggleButton
        aria-label={label}
        aria-keyshortcuts={keys}
        isSelected={isOn}
        onChange={onPress}
        className={classes(
          'grid size-7 shrink-0 place-items-center rounded-c text-ink-3 transition-colors duration-100 data-hovered:bg-sunken data-hovered:text-ink data-selected:bg-accent-wash data-selected:text-accent [&_svg]:size-4',
          className,
        )}
      >
        {children}
      </ToggleButton>
    </Tip>
  );
}
