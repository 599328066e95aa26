import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MergePreview } from '../../contract/contact-merges.ts';
import type { Contact } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { RadioList } from '../../ui/RadioList.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormTrouble } from '../app/DeskForm.tsx';
import { useSaving } from '../app/use-saving.ts';
import { contactsFoundQuery, mergeContacts, mergePreviewQuery } from './merge-calls.ts';
import { useValueWords } from './merge-words.ts';
import { stalePeople } from './people-calls.ts';

type Other = Pick<Contact, 'id' | 'name' | 'identities'>;
type Props = { contact: Contact; other?: Other; onClose: () => void };

/** Two contacts that are one person: find the other, see what comes together, choose where both say something, merge. */
export function MergeContactsDialog({ contact, other: given, onClose }: Props) {
  const [other, setOther] = useState<Other | null>(given ?? null);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Merge into {name}', { name: nameOf(contact) })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {other === null ? (
        <Finder contact={contact} onChoose={setOther} />
      ) : (
        <Preview contact={contact} other={other} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Finder({ contact, onChoose }: { contact: Contact; onChoose: (other: Other) => void }) {
  const [text, setText] = useState('');
  const { data = [], isFetching } = useQuery({ ...contactsFoundQuery(text), placeholderData: keepPreviousData });
  const found = text.trim().length > 1 ? data.filter(({ id }) => id !== contact.id) : [];
  return (
    <div className="flex flex-col gap-3">
      <TextField label={t('Name, address or number of the other contact')} autoFocus value={text} onChange={setText} />
      <p className="text-meta text-ink-3" aria-live="polite">
        {text.trim().length > 1 && found.length === 0 && !isFetching ? t('Nobody else fits.') : null}
      </p>
      <ul className="flex flex-col gap-1">
        {found.map((one) => (
          <li key={one.id}>
            <Button className="h-auto! w-full justify-start! py-2 text-left" onPress={() => onChoose(one)}>
              <span className="min-w-0 flex-1 truncate">{nameOf(one)}</span>
              <span className="truncate font-normal text-ink-3">{one.identities[0]?.value}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ contact, other, onClose }: Props & { other: Other }) {
  const { data, error } = useQuery(mergePreviewQuery(contact.id, other.id));
  const [taken, setTaken] = useState<string[]>([]);
  const save = useSaving({
    act: () => mergeContacts(contact.id, { other: other.id, take: taken }),
    stale: stalePeople,
    done: t('They are one contact now. It can be undone at any time.'),
    isForm: true,
    onDone: onClose,
  });
  const choose = (name: string, isTaken: boolean) =>
    setTaken((before) => (isTaken ? [...before, name] : before.filter((one) => one !== name)));
  return (
    <div className="flex flex-col gap-4">
      <FormTrouble error={save.error ?? error} />
      {data === undefined ? <Skeleton lines={5} /> : <Coming other={other} preview={data} />}
      {data?.values
        .filter(({ isConflict }) => isConflict)
        .map((value) => (
          <Conflict
            key={value.name}
            value={value}
            isTaken={taken.includes(value.name)}
            onChoose={(isTaken) => choose(value.name, isTaken)}
          />
        ))}
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="primary" isDisabled={save.isPending || data === undefined} onPress={() => save.mutate(undefined)}>
          {t('Merge')}
        </Button>
      </Actions>
    </div>
  );
}

function Coming({ other, preview }: { other: Other; preview: MergePreview }) {
  const words = useValueWords();
  const gained = preview.values.filter(({ kept, isConflict }) => kept === null && !isConflict);
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{t('What comes from {name}', { name: nameOf(other) })}</h3>
      <ul className="flex flex-col gap-1">
        {preview.identities.map(({ kind, value }) => (
          <li key={`${kind} ${value}`} className="wrap-anywhere">
            {value}
          </li>
        ))}
        <li>
          {t('{count, plural, =0 {No tickets} one {# ticket} other {# tickets}}', { count: preview.ticketCount })}
        </li>
        {gained.map(({ name, result }) => (
          <li key={name} className="wrap-anywhere">
            <span className="text-ink-3">{words.label(name)}:</span> {words.value(name, result)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ConflictProps = {
  value: MergePreview['values'][number];
  isTaken: boolean;
  onChoose: (isTaken: boolean) => void;
};

function Conflict({ value: { name, kept, other }, isTaken, onChoose }: ConflictProps) {
  const words = useValueWords();
  return (
    <section>
      <h3 className="mb-1.5 font-[550]">{words.label(name)}</h3>
      <RadioList
        label={words.label(name)}
        value={isTaken ? 'other' : 'kept'}
        onChange={(id) => onChoose(id === 'other')}
        choices={[
          { id: 'kept', label: words.value(name, kept), hint: t('as it is') },
          { id: 'other', label: words.value(name, other), hint: t('from the other contact') },
        ]}
      />
    </section>
  );
}

function nameOf({ name, identities }: Other): string {
  return name || (identities[0]?.value ?? '');
}
