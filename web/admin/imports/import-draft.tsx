import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactImport } from '../../../contract/contact-imports.ts';
import type { Target } from '../../../domain/contact-imports/columns.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions } from '../../../ui/Dialog.tsx';
import { wholeNumber } from '../../app/format.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { fieldsQuery } from '../../conditions/calls.ts';
import { actOnImport, discardImport, setImportColumns } from './import-calls.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportRows } from './import-rows.tsx';
import { planWords, sourceInWords } from './import-words.ts';

const plans = ['new', 'changed', 'same', 'error'] as const;

/** A table that was read: what its columns are, and what each row would do. Nothing is written before the button at the end. */
export function ImportDraft({ the, onBack }: { the: ContactImport; onBack: () => void }) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const [plan, setPlan] = useState<(typeof plans)[number]>('new');
  const stale = [keys.contactImports];
  const set = useSaving({
    act: (body: Parameters<typeof setImportColumns>[1]) => setImportColumns(the.id, body),
    stale,
  });
  const start = useSaving({ act: () => actOnImport(the.id, 'start'), stale });
  const discard = useSaving({ act: () => discardImport(the.id), stale, onDone: onBack });
  const useful = the.plans.new + the.plans.changed;
  const shown = the.plans[plan] > 0 ? plan : (plans.find((one) => the.plans[one] > 0) ?? 'new');
  const isBusy = set.isPending || start.isPending;
  return (
    <>
      <PageHead
        title={the.fileName || t('Unnamed table')}
        lead={t('{total, plural, one {# row} other {# rows}} · {source}', {
          total: the.total,
          source: sourceInWords(the.source),
        })}
      />
      <ImportColumns
        the={the}
        fields={fields}
        isBusy={isBusy}
        onChange={(change) => set.mutate({ columns: targetsOf(the), hasHeadings: the.hasHeadings, ...change })}
      />
      <section aria-label={t('What the rows would do')} className="mt-7">
        <h2 className="mb-2 text-title font-semibold">{t('What the rows would do')}</h2>
        <ImportRows
          id={the.id}
          tabs={plans.map((id) => ({ id, ...planWords[id], count: the.plans[id] }))}
          shown={shown}
          onShow={(id) => setPlan(id as typeof plan)}
          asked={{ plan: shown }}
          fields={fields}
        />
      </section>
      <Actions>
        <Button isDisabled={discard.isPending} onPress={() => discard.mutate(undefined)}>
          {t('Discard')}
        </Button>
        <Button look="primary" isDisabled={isBusy || useful === 0} onPress={() => start.mutate(undefined)}>
          {useful === 0
            ? t('Nothing to import')
            : t('{rows, plural, one {Import # contact} other {Import {count} contacts}}', {
                rows: useful,
                count: wholeNumber(useful),
              })}
        </Button>
      </Actions>
    </>
  );
}

export function targetsOf({ columns }: ContactImport): (Target | null)[] {
  return columns.map(({ target }) => target as Target | null);
}
