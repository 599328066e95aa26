import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule } from '../../../contract/automation.ts';
import { type RuleKind, triggerEvents } from '../../../domain/automation/rule.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { useActionChoices } from '../../automation/action-choices.ts';
import { ActionsField } from '../../automation/actions-field.tsx';
import { addRule, updateRule } from '../../automation/calls.ts';
import { eventName } from '../../automation/event-words.ts';
import { ConditionBuilder } from '../../conditions/condition-builder.tsx';
import { teamsQuery } from '../../tickets/calls.ts';
import { nameIn } from '../../tickets/words.ts';
import { inboxesQuery } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { type RuleForm, ruleChanges, ruleFields, ruleForm } from './rule-form.ts';
import { RuleTrial } from './rule-trial.tsx';

type Props = {
  kind: RuleKind;
  /** The one that is changed; null: a new one. */
  rule: Rule | null;
  /** What a new one begins as. */
  like?: Rule;
  onClose: () => void;
};

/** Makes a trigger or an automation, or changes it: when, if, what then; and tries it on a ticket. */
export function RuleDialog({ kind, rule, like, onClose }: Props) {
  const [form, setForm] = useState(() => beginning(kind, rule, like));
  const choicesOf = useActionChoices();
  const set = (change: Partial<RuleForm>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => (rule === null ? addRule(kind, ruleFields(form)) : updateRule(kind, rule.id, ruleChanges(form, rule))),
    stale: [keys.rules],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      isWide
      title={titleOf(kind, rule)}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
        {kind === 'trigger' ? <Events form={form} set={set} /> : null}
        <ConditionBuilder
          label={kind === 'trigger' ? t('If') : t('As soon as')}
          place={kind === 'trigger' ? 'event' : 'sql'}
          value={form.condition}
          onChange={(condition) => set({ condition })}
        />
        <ActionsField
          label={t('Then')}
          of={kind}
          value={form.actions}
          choicesOf={choicesOf}
          onChange={(actions) => set({ actions })}
        />
        <Scope form={form} set={set} />
        <RuleTrial kind={kind} form={form} />
        <Switches kind={kind} form={form} set={set} />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending || form.actions.length === 0}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function beginning(kind: RuleKind, rule: Rule | null, like: Rule | undefined): RuleForm {
  if (rule !== null || like === undefined) return ruleForm(rule, kind);
  return { ...ruleForm(like, kind), name: t('Copy of {name}', { name: nameIn(like.name) }), isEnabled: false };
}

function titleOf(kind: RuleKind, rule: Rule | null): string {
  if (rule !== null) return t('Edit {name}', { name: nameIn(rule.name) });
  return kind === 'trigger' ? t('New trigger') : t('New automation');
}

type FormProps = { form: RuleForm; set: (change: Partial<RuleForm>) => void };

function Events({ form, set }: FormProps) {
  return (
    <CheckList
      label={t('When')}
      choices={triggerEvents.map((id) => ({ id, name: eventName(id) }))}
      value={form.listensTo}
      onChange={(listensTo) => set({ listensTo })}
    />
  );
}

/** Seldom wanted: closed until somebody opens it, or it says something already. */
function Scope({ form, set }: FormProps) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  const [isOpen] = useState(form.inboxes.length + form.teams.length > 0);
  return (
    <details open={isOpen}>
      <summary className="w-fit cursor-pointer rounded-c text-meta font-[550] text-ink-2">
        {t('Only for some inboxes or teams')}
      </summary>
      <div className="mt-2 grid gap-5 sm:grid-cols-2">
        <CheckList
          label={t('Inboxes')}
          choices={inboxes}
          value={form.inboxes}
          onChange={(chosen) => set({ inboxes: chosen })}
        />
        <CheckList
          label={t('Teams')}
          choices={teams}
          value={form.teams}
          onChange={(chosen) => set({ teams: chosen })}
        />
      </div>
    </details>
  );
}

function Switches({ kind, form, set }: FormProps & { kind: RuleKind }) {
  return (
    <div className="flex flex-col gap-1.5">
      <Checkbox isSelected={form.isEnabled} onChange={(isEnabled) => set({ isEnabled })}>
        {kind === 'trigger' ? t('This trigger is on') : t('This automation is on')}
      </Checkbox>
      {kind === 'automation' && form.isEnabled ? (
        <div>
          <Checkbox isSelected={form.alsoWaiting} onChange={(alsoWaiting) => set({ alsoWaiting })}>
            {t('Also act on the tickets that fit already')}
          </Checkbox>
          <p className="pl-6 text-meta text-ink-3">{t('Otherwise it acts on tickets that come to fit from now on.')}</p>
        </div>
      ) : null}
    </div>
  );
}
