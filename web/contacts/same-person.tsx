import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Duplicate } from '../../contract/contact-merges.ts';
import type { Contact } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { useMay } from '../app/me.ts';
import { useSaving } from '../app/use-saving.ts';
import { duplicatesQuery, unmergeContact } from './merge-calls.ts';
import { MergeContactsDialog } from './merge-dialog.tsx';
import { duplicateReason } from './merge-words.ts';
import { stalePeople } from './people-calls.ts';

/** Who may be the same person, who was found to be, and the way to say so. */
export function SamePerson({ contact }: { contact: Contact }) {
  const [mayRead, mayMerge] = [useMay('contacts.read'), useMay('contacts.write')];
  const { data: likely = [] } = useQuery({ ...duplicatesQuery(contact.id), enabled: mayRead });
  const [open, setOpen] = useState<{ other?: Duplicate } | null>(null);
  const merged = contact.merged ?? [];
  if (!mayMerge && likely.length + merged.length === 0) return null;
  return (
    <section aria-label={t('The same person')} className="flex flex-col gap-1">
      {likely.map((other) => (
        <div key={other.id} className="flex flex-wrap items-center gap-x-2 rounded-c bg-sunken px-2.5 py-1.5">
          <p className="min-w-0 flex-1 basis-32 wrap-anywhere">
            {t('{name} may be the same person', { name: other.name || (other.identities[0]?.value ?? '') })}
            <span className="block text-meta text-ink-3">{other.reasons.map(duplicateReason).join(', ')}</span>
          </p>
          {mayMerge ? (
            <Button
              look="quiet"
              aria-label={t('Compare with {name}', { name: other.name })}
              onPress={() => setOpen({ other })}
            >
              {t('Compare')}
            </Button>
          ) : null}
        </div>
      ))}
      {merged.map((one) => (
        <Merged key={one.id} merged={one} mayUndo={mayMerge} />
      ))}
      {mayMerge ? (
        <Button look="quiet" className="-ml-2 self-start px-2" onPress={() => setOpen({})}>
          {t('Merge with another contact')}
        </Button>
      ) : null}
      {open === null ? null : (
        <MergeContactsDialog
          contact={contact}
          {...(open.other && { other: open.other })}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

type MergedProps = { merged: NonNullable<Contact['merged']>[number]; mayUndo: boolean };

function Merged({ merged, mayUndo }: MergedProps) {
  const undo = useSaving({
    act: () => unmergeContact(merged.id),
    stale: stalePeople,
    done: t('They are two contacts again'),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <p className="min-w-0 flex-1 basis-32 text-ink-2 wrap-anywhere">
        {merged.name === '' ? t('Took in another contact') : t('Took in {name}', { name: merged.name })}
      </p>
      {mayUndo ? (
        <Button
          look="quiet"
          isDisabled={undo.isPending}
          aria-label={t('Undo the merge of {name}', { name: merged.name })}
          onPress={() => undo.mutate(undefined)}
        >
          {t('Undo')}
        </Button>
      ) : null}
    </div>
  );
}
