import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RulePreview } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { dayAndTime } from '../../app/format.ts';
import { sentenceFor } from '../../app/sentences.ts';
import { useActionChoices } from '../../automation/action-choices.ts';
import { actionInWords } from '../../automation/action-words.ts';
import { actionOfDraft } from '../../automation/actions-field.tsx';
import { actionsQuery, previewRule } from '../../automation/calls.ts';
import { changeInWords, whyNot } from '../../automation/trace-words.ts';
import type { ChoicesOf } from '../../conditions/choices.ts';
import { type RuleForm, ruleFields } from './rule-form.ts';

/** What the rule, as it stands in the form, would do to a ticket of one's choice. */
export function RuleTrial({ kind, form }: { kind: RuleKind; form: RuleForm }) {
  const [number, setNumber] = useState('');
  const trial = useMutation({
    mutationFn: () => {
      const { listensTo, scope, condition, actions } = ruleFields(form);
      return previewRule(kind, {
        number: Number(number),
        listensTo,
        scope,
        condition: condition ?? { all: [] },
        actions,
      });
    },
  });
  return (
    <fieldset className="min-w-0 rounded-c bg-sunken px-3 py-2.5">
      <legend className="sr-only">{t('Try it on a ticket')}</legend>
      <div className="flex items-end gap-2">
        <TextField
          label={t('Try it on ticket number')}
          inputMode="numeric"
          className="w-48"
          value={number}
          onChange={(text) => setNumber(text.replace(/\D/g, ''))}
        />
        <Button isDisabled={number === '' || trial.isPending} onPress={() => trial.mutate()}>
          {t('Try it')}
        </Button>
      </div>
      <div aria-live="polite" className="text-ink-2">
        {trial.error ? <p className="mt-2 text-danger">{sentenceFor(trial.error)}</p> : null}
        {trial.data ? <Outcome form={form} preview={trial.data.preview} /> : null}
      </div>
    </fieldset>
  );
}

function Outcome({ form, preview }: { form: RuleForm; preview: RulePreview }) {
  const choicesOf = useActionChoices();
  const { data: kinds = [] } = useQuery(actionsQuery);
  if (preview.outcome !== 'runs') {
    return (
      <p className="mt-2">
        {t('It would not run: {reason}', { reason: whyNot(preview, choicesOf) })}
        {preview.at === null
          ? null
          : ` ${t('If nothing happens, it will at {time}.', { time: dayAndTime(preview.at) })}`}
      </p>
    );
  }
  return (
    <>
      <p className="mt-2">{t('It would run:')}</p>
      <ol className="list-inside list-disc">
        {form.actions.map((draft, at) => (
          <li key={draft.key}>
            {actionInWords(actionOfDraft(draft), kinds, choicesOf)}
            <Changes changes={preview.actions[at]?.changes ?? null} choicesOf={choicesOf} />
          </li>
        ))}
      </ol>
    </>
  );
}

type Changes = RulePreview['actions'][number]['changes'];

function Changes({ changes, choicesOf }: { changes: Changes; choicesOf: ChoicesOf }) {
  if (changes === null) return null;
  const said =
    changes.length === 0 ? t('it is so already') : changes.map((one) => changeInWords(one, choicesOf)).join(', ');
  return <span className="text-ink-3"> · {said}</span>;
}
