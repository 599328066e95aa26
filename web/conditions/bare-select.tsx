import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { type Choice, Choices } from '../../ui/Choices.tsx';
import { classes } from '../../ui/classes.ts';
import { ChevronDownIcon } from '../../ui/icons.ts';

type Props = { label: string; choices: Choice[]; placeholder?: string; className?: string };

/** A select whose name is only read out: in a row of three the words around it say what it is. */
export function OneOf(props: Props & { value: string | null; onChange: (id: string) => void }) {
  return (
    <Select
      aria-label={props.label}
      className={classes('min-w-0', props.className)}
      value={props.value}
      onChange={(id) => id !== null && props.onChange(String(id))}
      placeholder={props.placeholder ?? ''}
    >
      <Face choices={props.choices} />
    </Select>
  );
}

export function ManyOf(props: Props & { value: string[]; onChange: (ids: string[]) => void }) {
  return (
    <Select
      aria-label={props.label}
      selectionMode="multiple"
      className={classes('min-w-0', props.className)}
      value={props.value}
      onChange={(ids) => props.onChange(ids.map(String))}
      placeholder={props.placeholder ?? ''}
    >
      <Face choices={props.choices} />
    </Select>
  );
}

function Face({ choices }: { choices: Choice[] }) {
  return (
    <>
      <Button className="control flex h-8 w-full items-center gap-2 px-2.5 text-left">
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-3 [&_svg]:hidden">
          {({ isPlaceholder, defaultChildren, selectedText }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDownIcon aria-hidden className="size-4 shrink-0 text-ink-3" />
      </Button>
      <Popover className="layer max-h-72! w-(--trigger-width) min-w-52">
        <Choices items={choices} />
      </Popover>
    </>
  );
}
