import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './Kbd.tsx';

/** Names the thing it wraps when the pointer rests there or the keyboard reaches it. */
export function Tip({
  label,
  shortcut,
  children,
}: {
  label: string;
  shortcut?: string | undefined;
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={450} closeDelay={0}>
      {children}
      <Tooltip
        offset={6}
        className="flex items-center gap-2 rounded-c bg-ink px-2 py-1 text-meta text-canvas data-entering:opacity-0 transition-opacity duration-100"
      >
        {label}
        {shortcut === undefined ? null : <Kbd inverted>{shortcut}</Kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
