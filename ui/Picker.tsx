import { type ReactNode, useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { type Choice, Choices } from './Choices.tsx';
import { classes } from './classes.ts';
import { DialogPopover } from './DialogPopover.tsx';
import { ChevronDownIcon, SearchIcon } from './icons.ts';

const searchFrom = 8;

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
          <PickerList {...props} onChoose={(id) => [setOpen(false), props.onChange(id)]} />
        </Dialog>
      </DialogPopover>
    </DialogTrigger>
  );
}

function PickerList(props: {
  label: string;
  searchLabel: string;
  choices: Choice[];
  value: string | null;
  onChoose: (id: string) => void;
}) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const list = (
    <Choices
      className="max-h-72"
      aria-label={props.label}
      items={props.choices}
      selectionMode="single"
      selectedKeys={props.value === null ? [] : [props.value]}
      onSelectionChange={(keys) => keys !== 'all' && [...keys][0] !== undefined && props.onChoose(String([...keys][0]))}
      disallowEmptySelection
      autoFocus={props.choices.length < searchFrom ? 'first' : false}
    />
  );
  if (props.choices.length < searchFrom) return list;
  return (
    <Autocomplete filter={contains}>
      <SearchField
        autoFocus
        aria-label={props.searchLabel}
        className="flex items-center gap-2 border-b border-line px-3"
      >
        <SearchIcon aria-hidden className="size-3.5 text-ink-3" />
        <Input
          placeholder={props.searchLabel}
          className="h-9 min-w-0 flex-1 bg-transparent text-ui shadow-none! outline-0"
        />
      </SearchField>
      {list}
    </Autocomplete>
  );
}
