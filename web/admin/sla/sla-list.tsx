import type { SlaPolicy } from '../../../contract/sla.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ArrowDownIcon, ArrowUpIcon } from '../../../ui/icons.ts';
import { keys } from '../../app/queries.ts';
import { useChoices } from '../../conditions/choices.ts';
import { orderPolicies, updatePolicy } from '../calls.ts';
import { useAskedFirst } from './sla-moves-dialog.tsx';
import { conditionInWords, promisesInWords, warningsInWords } from './sla-words.ts';

type Acts = { onEdit: (policy: SlaPolicy) => void; onRemove: (policy: SlaPolicy) => void };

/** The policies in the order in which they are asked. */
export function PolicyList({ policies, ...acts }: Acts & { policies: SlaPolicy[] }) {
  const order = useAskedFirst({
    changeOf: (ids: string[]) => ({ change: 'policy_order', policies: ids }),
    act: orderPolicies,
    stale: [keys.slaPolicies],
  });
  const move = (from: number, to: number) => {
    const ids = policies.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.press(ids);
  };
  return (
    <>
      {order.dialog}
      <ol aria-label={t('SLA')} className="border-t border-line">
        {policies.map((policy, at) => (
          <li key={policy.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3">
            <div className="flex shrink-0 items-center gap-0.5">
              <IconButton
                label={t('Move {name} up', { name: policy.name })}
                isDisabled={at === 0}
                onPress={() => move(at, at - 1)}
              >
                <ArrowUpIcon aria-hidden />
              </IconButton>
              <IconButton
                label={t('Move {name} down', { name: policy.name })}
                isDisabled={at === policies.length - 1}
                onPress={() => move(at, at + 1)}
              >
                <ArrowDownIcon aria-hidden />
              </IconButton>
            </div>
            <PolicyWords policy={policy} />
            <PolicyActs policy={policy} {...acts} />
          </li>
        ))}
      </ol>
    </>
  );
}

function PolicyWords({ policy }: { policy: SlaPolicy }) {
  const choicesOf = useChoices([policy.condition]);
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h2 className="font-[550]">{policy.name}</h2>
      <p className="wrap-anywhere text-ink-2">{conditionInWords(policy.condition, choicesOf)}</p>
      {[...promisesInWords(policy), ...warningsInWords(policy)].map((line) => (
        <p key={line} className="text-meta text-ink-3">
          {line}
        </p>
      ))}
    </div>
  );
}

function PolicyActs({ policy, onEdit, onRemove }: Acts & { policy: SlaPolicy }) {
  const { id, name, isEnabled } = policy;
  const turn = useAskedFirst({
    changeOf: (isOn: boolean) => ({ change: 'policy', id, policy: { isEnabled: isOn } }),
    act: (isOn: boolean) => updatePolicy(id, { isEnabled: isOn }),
    stale: [keys.slaPolicies],
    done: t('Saved'),
  });
  return (
    <span className="flex flex-wrap items-center gap-1">
      {turn.dialog}
      <Checkbox isSelected={isEnabled} onChange={(isOn) => turn.press(isOn)}>
        {t('on')}
        <span className="sr-only"> {name}</span>
      </Checkbox>
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onEdit(policy)}>
        {t('Edit')}
      </Button>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onRemove(policy)}>
        {t('Remove')}
      </Button>
    </span>
  );
}
