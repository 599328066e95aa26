import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExtractionRuleView } from '../../../contract/triage.ts';
import { t } from '../../../locales/translate.ts';
import { nameIn } from '../../tickets/words.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { extractionRulesKey, extractionRulesQuery, removeExtractionRule } from './triage-calls.ts';
import { ExtractionDialog } from './triage-extraction-dialog.tsx';
import { useFieldName } from './triage-fields.ts';
import { RuleList, TriageSection } from './triage-section.tsx';

type Open =
  | { kind: 'none' }
  | { kind: 'form'; rule: ExtractionRuleView | null }
  | { kind: 'remove'; rule: ExtractionRuleView };

export function ExtractionSection() {
  const { data: rules } = useQuery(extractionRulesQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const fieldName = useFieldName();
  const close = () => setOpen({ kind: 'none' });
  return (
    <TriageSection
      title={t('Read from messages')}
      lead={t(
        'Order numbers, error codes and tax ids go from the customer’s words into a field of the ticket, if it is empty.',
      )}
      add={t('New rule')}
      onAdd={() => setOpen({ kind: 'form', rule: null })}
    >
      <RuleList
        label={t('Read from messages')}
        rules={rules}
        empty={t('Nothing is read from messages.')}
        nameOf={({ name }) => nameIn(name)}
        onEdit={(rule) => setOpen({ kind: 'form', rule })}
        onRemove={(rule) => setOpen({ kind: 'remove', rule })}
      >
        {({ field, kind, pattern }) => (
          <>
            <p className="text-ink-2">{t('into the field {field}', { field: fieldName(field) })}</p>
            {kind === 'pattern' ? (
              <code className="block truncate text-meta text-ink-3">{pattern}</code>
            ) : (
              <p className="text-meta text-ink-3">{t('A CPF or CNPJ whose check digits are right.')}</p>
            )}
          </>
        )}
      </RuleList>
      {open.kind === 'form' ? <ExtractionDialog rule={open.rule} onClose={close} /> : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={nameIn(open.rule.name)}
          act={() => removeExtractionRule(open.rule.id)}
          stale={[extractionRulesKey]}
          onClose={close}
        >
          {t('It is not read from new messages any more. What was read before stays in its field.')}
        </RemoveDialog>
      ) : null}
    </TriageSection>
  );
}
