import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { type Choice, Choices } from './Choices.tsx';
import { SearchIcon } from './icons.ts';

/** A list with a field above it: a few letters narrow it, Enter takes what is marked. What was typed may be listened to. */
export function FindList(props: {
  label: string;
  searchLabel: string;
  placeholder?: string;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  onType?: (typed: string) => void;
  whenEmpty?: string;
}) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const choose = ([id]: (string | number)[]) => id !== undefined && props.onChoose(String(id));
  return (
    <Autocomplete filter={contains} {...(props.onType && { onInputChange: props.onType })}>
      <SearchField autoFocus aria-label={props.searchLabel} className="control flex h-9 items-center gap-2 px-2.5">
        <SearchIcon aria-hidden className="size-3.5 text-ink-3" />
        <Input
          placeholder={props.placeholder ?? props.searchLabel}
          className="min-w-0 flex-1 bg-transparent text-ui shadow-none! outline-0"
        />
      </SearchField>
      <Choices
        className="mt-2 max-h-[46vh]"
        aria-label={props.label}
        items={props.choices}
        selectionMode="single"
        selectedKeys={[]}
        onSelectionChange={(chosen) => chosen !== 'all' && choose([...chosen])}
        renderEmptyState={() => <p className="px-2 py-3 text-ink-2">{props.whenEmpty}</p>}
      />
    </Autocomplete>
  );
}
