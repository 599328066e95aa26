import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SuggestionRuleView } from '../../../contract/triage.ts';
import { t } from '../../../locales/translate.ts';
import { useChoices } from '../../conditions/choices.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { removeSuggestionRule, suggestionRulesKey, suggestionRulesQuery } from './triage-calls.ts';
import { RuleList, TriageSection } from './triage-section.tsx';
import { SuggestionDialog } from './triage-suggestion-dialog.tsx';
import { suggestedField } from './triage-words.ts';

type Open =
  | { kind: 'none' }
  | { kind: 'form'; rule: SuggestionRuleView | null }
  | { kind: 'remove'; rule: SuggestionRuleView };

export function SuggestionSection() {
  const { data: rules } = useQuery(suggestionRulesQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const choicesOf = useChoices();
  const close = () => setOpen({ kind: 'none' });
  const nameOf = ({ field, value }: SuggestionRuleView) =>
    `${suggestedField(field)}: ${choicesOf(field)?.find(({ id }) => id === value)?.label ?? value}`;
  return (
    <TriageSection
      title={t('Suggested by words')}
      lead={t('When the first message of a ticket says certain words, the desk suggests what they speak of.')}
      add={t('New suggestion')}
      onAdd={() => setOpen({ kind: 'form', rule: null })}
    >
      <RuleList
        label={t('Suggested by words')}
        rules={rules}
        empty={t('Nothing is suggested.')}
        nameOf={nameOf}
        onEdit={(rule) => setOpen({ kind: 'form', rule })}
        onRemove={(rule) => setOpen({ kind: 'remove', rule })}
      >
        {({ words, isSure }) => (
          <>
            <p className="text-ink-2 wrap-anywhere">{words.join(', ')}</p>
            <p className="text-meta text-ink-3">
              {isSure
                ? t('Set at once where the words are clear, else offered.')
                : t('Only offered: an agent decides.')}
            </p>
          </>
        )}
      </RuleList>
      {open.kind === 'form' ? <SuggestionDialog rule={open.rule} onClose={close} /> : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={nameOf(open.rule)}
          act={() => removeSuggestionRule(open.rule.id)}
          stale={[suggestionRulesKey]}
          onClose={close}
        >
          {t('These words suggest nothing any more. What was suggested before stays.')}
        </RemoveDialog>
      ) : null}
    </TriageSection>
  );
}
