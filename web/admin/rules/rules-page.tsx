import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Rule } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { BoltIcon, PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { removeRule, rulesQuery } from '../../automation/calls.ts';
import { nameIn } from '../../tickets/words.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RuleList } from './rule-list.tsx';

// The form brings the whole catalogue of conditions with it: it comes when somebody opens it.
const RuleDialog = later(() => import('./rule-dialog.tsx').then((it) => it.RuleDialog));

type Words = { title: string; lead: string; add: string; none: string; hint: string };

export function TriggersPage() {
  return (
    <RulesPage
      kind="trigger"
      words={{
        title: t('Triggers'),
        lead: t('What the desk does by itself as soon as something happens. They run from top to bottom.'),
        add: t('New trigger'),
        none: t('No triggers'),
        hint: t('A trigger sorts, raises or hands on tickets as soon as something happens to them.'),
      }}
    />
  );
}

export function AutomationsPage() {
  return (
    <RulesPage
      kind="automation"
      words={{
        title: t('Automations'),
        lead: t('What the desk does by itself when time has passed, once for each time a ticket comes to fit.'),
        add: t('New automation'),
        none: t('No automations'),
        hint: t('An automation reminds, raises or closes tickets when time has passed.'),
      }}
    />
  );
}

type Open = { kind: 'none' } | { kind: 'form'; rule: Rule | null; like?: Rule } | { kind: 'remove'; rule: Rule };

function RulesPage({ kind, words }: { kind: RuleKind; words: Words }) {
  const { data: rules } = useQuery(rulesQuery(kind));
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', rule: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {words.add}
    </Button>
  );
  return (
    <>
      <PageHead title={words.title} lead={words.lead} action={add} />
      {rules === undefined ? <Skeleton lines={4} /> : null}
      {rules?.length === 0 ? (
        <EmptyState icon={<BoltIcon aria-hidden />} title={words.none}>
          {words.hint}
        </EmptyState>
      ) : null}
      {rules && rules.length > 0 ? (
        <RuleList
          kind={kind}
          label={words.title}
          rules={rules}
          onEdit={(rule) => setOpen({ kind: 'form', rule })}
          onCopy={(like) => setOpen({ kind: 'form', rule: null, like })}
          onRemove={(rule) => setOpen({ kind: 'remove', rule })}
        />
      ) : null}
      {open.kind === 'form' ? (
        <Suspense>
          <RuleDialog kind={kind} rule={open.rule} {...(open.like && { like: open.like })} onClose={close} />
        </Suspense>
      ) : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={nameIn(open.rule.name)}
          act={() => removeRule(kind, open.rule.id)}
          stale={[keys.rules]}
          onClose={close}
        >
          {t('What it did stays in the history of its tickets, under its name.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}
