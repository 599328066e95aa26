import type { ContactImport } from '../../../contract/contact-imports.ts';
import type { Field } from '../../../contract/fields.ts';
import type { Target } from '../../../domain/contact-imports/columns.ts';
import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Table } from '../../../ui/Table.tsx';
import { leftOut, targetChoices } from './import-words.ts';

type Change = { columns?: (Target | null)[]; hasHeadings?: boolean };
type Props = { the: ContactImport; fields: Field[]; isBusy: boolean; onChange: (change: Change) => void };

/** Each column with what it was taken for, for an admin to correct. */
export function ImportColumns({ the, fields, isBusy, onChange }: Props) {
  const choices = targetChoices(fields);
  const set = (at: number, id: string) => {
    const targets = the.columns.map(({ target }) => target as Target | null);
    onChange({ columns: targets.with(at, id === leftOut ? null : (id as Target)) });
  };
  const columns = the.columns.map((column, at) => ({
    ...column,
    at,
    name: column.heading || t('Column {number}', { number: at + 1 }),
  }));
  return (
    <section aria-label={t('What the columns are')}>
      <h2 className="mb-1 text-title font-semibold">{t('What the columns are')}</h2>
      <Table
        label={t('What the columns are')}
        rows={columns}
        keyOf={({ at }) => String(at)}
        columns={[
          {
            id: 'name',
            label: t('Column'),
            cell: ({ name, sample }) => (
              <>
                <span className="block font-[550]">{name}</span>
                <span className="line-clamp-2 text-meta text-ink-3">
                  {sample.filter((cell) => cell !== '').join(' · ')}
                </span>
              </>
            ),
          },
          {
            id: 'target',
            label: t('Is'),
            isEnd: true,
            cell: ({ name, target, at }) => (
              <SelectField
                label={t('What “{name}” is', { name })}
                isLabelHidden
                choices={choices}
                value={target ?? leftOut}
                isDisabled={isBusy}
                onChange={(id) => set(at, id)}
                className="ml-auto w-40 text-left sm:w-64"
              />
            ),
          },
        ]}
      />
      <div className="mt-3">
        <Checkbox
          isSelected={the.hasHeadings}
          isDisabled={isBusy}
          onChange={(hasHeadings) => onChange({ hasHeadings })}
        >
          {t('The first row names the columns')}
        </Checkbox>
      </div>
    </section>
  );
}
