import { type ReactNode, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { ahead } from './ahead.ts';
import type { Choice } from './Choices.tsx';
import { classes } from './classes.ts';
import { DialogPopover } from './DialogPopover.tsx';
import { ChevronDownIcon } from './icons.ts';

const PickerList = ahead(() => import('./PickerList.tsx').then((it) => it.PickerList));

/** A value that is itself the button to change it: press, type a few letters, choose. */
export function Picker(props: {
  label: string;
  searchLabel: string;
  choices: Choice[];
  value: string | null;
  onChange: (id: string) => void;
  children: ReactNode;
  isDisabled?: boolean;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
}) {
  const [isOpenInside, setOpenInside] = useState(false);
  const isOpen = props.isOpen ?? isOpenInside;
  const setOpen = props.onOpenChange ?? setOpenInside;
  if (props.isDisabled) return <span className="px-1.5 py-1">{props.children}</span>;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={classes(
          'group -ml-1.5 flex min-h-6 max-w-full items-center gap-1.5 rounded-c px-1.5 py-0.5 text-left data-hovered:bg-sunken',
          props.className,
        )}
      >
        <span className="sr-only">{props.label}: </span>
        <span className="min-w-0 truncate">{props.children}</span>
        <ChevronDownIcon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      </Button>
      <DialogPopover placement="bottom start" className="layer w-60">
        <Dialog aria-label={props.label} className="outline-0">
          <Suspense>
            <PickerList {...props} onChoose={(id) => [setOpen(false), props.onChange(id)]} />
          </Suspense>
        </Dialog>
      </DialogPopover>
    </DialogTrigger>
  );
}
