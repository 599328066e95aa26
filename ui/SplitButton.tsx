import { Button as AriaButton } from 'react-aria-components/Button';
import { buttonClasses } from './Button.tsx';
import { ChevronDownIcon } from './icons.ts';
import { Menu, type MenuEntry } from './Menu.tsx';

/** One act on the large half, the same act with a choice on the small one. */
export function SplitButton(props: {
  label: string;
  menuLabel: string;
  entries: MenuEntry[];
  onPress: () => void;
  isDisabled?: boolean;
  className?: string;
}) {
  const look = buttonClasses('primary', props.className);
  return (
    <div className="inline-flex">
      <AriaButton onPress={props.onPress} isDisabled={props.isDisabled ?? false} className={`${look} rounded-r-none`}>
        {props.label}
      </AriaButton>
      <Menu label={props.menuLabel} entries={props.entries}>
        <AriaButton
          aria-label={props.menuLabel}
          isDisabled={props.isDisabled ?? false}
          className={`${look} rounded-l-none border-l! border-l-[color-mix(in_oklch,var(--accent-ink)_35%,transparent)]! px-2`}
        >
          <ChevronDownIcon aria-hidden className="size-4" />
        </AriaButton>
      </Menu>
    </div>
  );
}
