import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import type { Value } from '../../domain/conditions/values.ts';
import { t } from '../../locales/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { type Choice, Choices } from '../../ui/Choices.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CloseIcon } from '../../ui/icons.ts';
import { useSettled } from './settled.ts';
import { foundQuery, namedQuery, type SoughtField } from './sought.ts';

type Props = {
  field: SoughtField;
  /** Those whose names are known already. */
  known: Choice[];
  value: Value | undefined;
  onChange: (value: Value) => void;
};

/** One person or organization, found by name or address while it is typed. */
export function OneSought({ field, known, value, onChange }: Props) {
  const chosen = known.find(({ id }) => id === value);
  const [typed, setTyped] = useState<string | null>(null);
  const { items, label, emptied, isTyping } = useFinder(field, typed, chosen ? [chosen] : []);
  const remember = useRemember(field, items);
  const choose = (id: string | null) => {
    setTyped(remember(id)?.label ?? '');
    if (id !== (chosen?.id ?? null)) onChange(id ?? '');
  };
  return (
    <ComboBox
      aria-label={label}
      items={items}
      inputValue={typed ?? chosen?.label ?? ''}
      onInputChange={setTyped}
      value={chosen?.id ?? null}
      onChange={(id) => choose(id === null ? null : String(id))}
      allowsEmptyCollection={isTyping}
      isRequired
    >
      <Face label={label} emptied={emptied} />
    </ComboBox>
  );
}

/** Several of them: each stands above the field that finds the next one. */
export function ManySought({ field, known, value, onChange }: Props) {
  const ids = Array.isArray(value) ? value : [];
  const [typed, setTyped] = useState<string | null>(null);
  const { items, label, emptied, isTyping } = useFinder(field, typed, []);
  const remember = useRemember(field, items);
  const choose = (chosen: string[]) => {
    setTyped('');
    for (const id of chosen) remember(id);
    if (chosen.length !== ids.length) onChange(chosen);
  };
  return (
    <div className="flex flex-col gap-1.5">
      {ids.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1">
          {ids.map((id) => (
            <li key={id} className="max-w-full">
              <Chosen
                label={known.find((one) => one.id === id)?.label ?? id}
                onRemove={() => onChange(ids.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        aria-label={label}
        selectionMode="multiple"
        items={items}
        inputValue={typed ?? ''}
        onInputChange={setTyped}
        value={ids}
        onChange={(chosen) => choose(chosen.map(String))}
        allowsEmptyCollection={isTyping}
        isRequired={ids.length === 0}
      >
        <Face label={label} emptied={emptied} />
      </ComboBox>
    </div>
  );
}

function Chosen({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Chip className="pr-0">
      <span className="min-w-0 truncate">{label}</span>
      <IconButton label={t('Remove {name}', { name: label })} className="size-6" onPress={onRemove}>
        <CloseIcon aria-hidden />
      </IconButton>
    </Chip>
  );
}

function Face({ label, emptied }: { label: string; emptied: string }) {
  return (
    <>
      <Input className="control h-8 w-full min-w-0 px-2.5" placeholder={label} />
      <Popover className="layer max-h-72! w-max min-w-(--trigger-width) max-w-[min(28rem,calc(100vw-2rem))]">
        <Choices renderEmptyState={() => <p className="px-2 py-1 text-ink-2">{emptied}</p>} />
      </Popover>
    </>
  );
}

/** Those found by what was typed, after whoever is chosen already; and what is said where there is nobody. */
function useFinder(field: SoughtField, typed: string | null, chosen: readonly Choice[]) {
  const now = typed?.trim() ?? '';
  const words = useSettled(now);
  const isAsked = now !== '' && words !== '' && !chosen.some(({ label }) => label === words);
  const { data } = useQuery({ ...foundQuery(field, words), enabled: isAsked, placeholderData: keepPreviousData });
  const found = (isAsked ? (data ?? []) : []).filter(({ id }) => !chosen.some((one) => one.id === id));
  return {
    items: [...chosen, ...found],
    label: field === 'requester' ? t('Name or address') : t('Name or domain'),
    emptied: isAsked && data ? t('Nothing found.') : t('Looking for “{value}” …', { value: now }),
    // Nobody found is said only of what was typed; an empty field offers nothing.
    isTyping: now !== '',
  };
}

/** The name of whoever is chosen is known from then on: nobody asks the desk for it again. */
function useRemember(field: SoughtField, items: readonly Choice[]) {
  const client = useQueryClient();
  return (id: string | null) => {
    const one = items.find((item) => item.id === id);
    if (one) client.setQueryData(namedQuery(field, one.id).queryKey, one);
    return one;
  };
}
