import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

export type RadioChoice = { id: string; label: string; hint: string };

/** One of a few, each with a sentence that says what it means. */
export function RadioList(props: {
  label: string;
  choices: RadioChoice[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <RadioGroup
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      className="flex flex-col rounded-c border border-line"
    >
      {props.choices.map(({ id, label, hint }) => (
        <Radio
          key={id}
          value={id}
          className="group flex gap-2.5 border-b border-line px-3 py-2 last:border-b-0 data-focus-visible:shadow-focus"
        >
          <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-edge bg-sheet group-data-selected:border-accent group-data-selected:bg-accent">
            <span className="size-1.5 rounded-full group-data-selected:bg-accent-ink" />
          </span>
          <span className="min-w-0">
            <span className="block font-[550]">{label}</span>
            <span className="block text-meta text-ink-3">{hint}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
