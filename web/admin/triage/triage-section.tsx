import type { ReactNode } from 'react';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';

/** A part of the page with a list of rules of one kind. */
export function TriageSection(props: {
  title: string;
  lead: string;
  add: string;
  onAdd: () => void;
  children: ReactNode;
}) {
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-title font-semibold">{props.title}</h2>
          <p className="text-ink-2">{props.lead}</p>
        </div>
        <Button onPress={props.onAdd}>
          <PlusIcon aria-hidden className="size-4" />
          {props.add}
        </Button>
      </div>
      {props.children}
    </section>
  );
}

type Rule = { id: string; isEnabled: boolean };

export function RuleList<R extends Rule>(props: {
  label: string;
  rules: readonly R[] | undefined;
  empty: string;
  nameOf: (rule: R) => string;
  children: (rule: R) => ReactNode;
  onEdit: (rule: R) => void;
  onRemove: (rule: R) => void;
}) {
  const { rules } = props;
  if (rules === undefined) return <Skeleton lines={3} />;
  if (rules.length === 0) return <p className="border-t border-line py-3 text-ink-3">{props.empty}</p>;
  return (
    <ul aria-label={props.label} className="border-t border-line">
      {rules.map((rule) => (
        <li key={rule.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line py-2.5">
          <div className="min-w-0 flex-1 basis-72">
            <p className="font-[550] wrap-anywhere">
              {props.nameOf(rule)}
              {rule.isEnabled ? null : <span className="ml-2 text-meta font-normal text-ink-3">{t('off')}</span>}
            </p>
            {props.children(rule)}
          </div>
          <div className="flex gap-1 max-sm:-ml-2.5">
            <Button look="quiet" onPress={() => props.onEdit(rule)}>
              {t('Edit')}
              <span className="sr-only">: {props.nameOf(rule)}</span>
            </Button>
            <Button look="quiet" onPress={() => props.onRemove(rule)}>
              {t('Remove')}
              <span className="sr-only">: {props.nameOf(rule)}</span>
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
