import { useQuery } from '@tanstack/react-query';
import type { Rule } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ArrowDownIcon, ArrowUpIcon, CopyIcon } from '../../../ui/icons.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { useActionChoices } from '../../automation/action-choices.ts';
import { actionsQuery, orderRules, updateRule } from '../../automation/calls.ts';
import { ruleInWords, scopeInWords } from '../../automation/rule-words.ts';
import { nameIn } from '../../tickets/words.ts';

type Acts = { onEdit: (rule: Rule) => void; onCopy: (rule: Rule) => void; onRemove: (rule: Rule) => void };

/** The rules of a kind in the order in which they run. */
export function RuleList({ kind, label, rules, ...acts }: Acts & { kind: RuleKind; label: string; rules: Rule[] }) {
  const order = useSaving({ act: (ids: string[]) => orderRules(kind, ids), stale: [keys.rules] });
  const move = (from: number, to: number) => {
    const ids = rules.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.mutate(ids);
  };
  return (
    <ol aria-label={label} className="border-t border-line">
      {rules.map((rule, at) => (
        <li key={rule.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
          <div className="flex shrink-0 items-center gap-0.5">
            <IconButton
              label={t('Move {name} up', { name: nameIn(rule.name) })}
              isDisabled={at === 0}
              onPress={() => move(at, at - 1)}
            >
              <ArrowUpIcon aria-hidden />
            </IconButton>
            <IconButton
              label={t('Move {name} down', { name: nameIn(rule.name) })}
              isDisabled={at === rules.length - 1}
              onPress={() => move(at, at + 1)}
            >
              <ArrowDownIcon aria-hidden />
            </IconButton>
          </div>
          <RuleWords rule={rule} />
          <RuleActs rule={rule} {...acts} />
        </li>
      ))}
    </ol>
  );
}

function RuleWords({ rule }: { rule: Rule }) {
  const choicesOf = useActionChoices([rule.condition]);
  const { data: kinds } = useQuery(actionsQuery);
  const scope = scopeInWords(rule, choicesOf);
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h2 className="font-[550]">{nameIn(rule.name)}</h2>
      {kinds ? <p className="wrap-anywhere text-ink-2">{ruleInWords(rule, kinds, choicesOf)}</p> : null}
      {scope === '' ? null : <p className="text-meta text-ink-3">{scope}</p>}
      {rule.problem === null ? null : (
        <p className="text-meta text-danger">{t('It cannot run: {problem}', { problem: rule.problem })}</p>
      )}
    </div>
  );
}

function RuleActs({ rule, onEdit, onCopy, onRemove }: Acts & { rule: Rule }) {
  const name = nameIn(rule.name);
  const turn = useSaving({
    act: (isEnabled: boolean) => updateRule(rule.kind, rule.id, { isEnabled }),
    stale: [keys.rules],
    done: t('Saved'),
  });
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Checkbox isSelected={rule.isEnabled} onChange={(isOn) => turn.mutate(isOn)}>
        {t('on')}
        <span className="sr-only"> {name}</span>
      </Checkbox>
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onEdit(rule)}>
        {t('Edit')}
      </Button>
      <IconButton label={t('Duplicate {name}', { name })} onPress={() => onCopy(rule)}>
        <CopyIcon aria-hidden />
      </IconButton>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onRemove(rule)}>
        {t('Remove')}
      </Button>
    </span>
  );
}
