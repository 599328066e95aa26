import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { type Choice, Choices } from './Choices.tsx';
import { SearchIcon } from './icons.ts';

const searchFrom = 8;

/** What a picker opens: the choices, and where they are many a field to find one. */
export function PickerList(props: {
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
