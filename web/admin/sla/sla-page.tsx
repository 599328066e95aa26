import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { SlaPolicy } from '../../../contract/sla.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ClockIcon, PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { removePolicy, slaPoliciesQuery } from '../calls.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { PolicyList } from './sla-list.tsx';
import { RemovalMoves } from './sla-moves-dialog.tsx';

// The form brings the whole catalogue of conditions with it: it comes when somebody opens it.
const PolicyDialog = later(() => import('./sla-dialog.tsx').then((it) => it.PolicyDialog));

type Open = { kind: 'none' } | { kind: 'form'; policy: SlaPolicy | null } | { kind: 'remove'; policy: SlaPolicy };

export function SlaPage() {
  const { data: policies } = useQuery(slaPoliciesQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', policy: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New policy')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('SLA')}
        lead={t(
          'How soon customers are promised an answer and a solution. The first policy that fits a ticket counts.',
        )}
        action={add}
      />
      {policies === undefined ? <Skeleton lines={4} /> : null}
      {policies?.length === 0 ? (
        <EmptyState icon={<ClockIcon aria-hidden />} title={t('Nothing is promised')}>
          {t('Without a policy no ticket is ever due.')}
        </EmptyState>
      ) : null}
      {policies && policies.length > 0 ? (
        <PolicyList
          policies={policies}
          onEdit={(policy) => setOpen({ kind: 'form', policy })}
          onRemove={(policy) => setOpen({ kind: 'remove', policy })}
        />
      ) : null}
      {open.kind === 'form' ? (
        <Suspense>
          <PolicyDialog policy={open.policy} onClose={close} />
        </Suspense>
      ) : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={open.policy.name}
          act={() => removePolicy(open.policy.id)}
          stale={[keys.slaPolicies]}
          onClose={close}
          more={<RemovalMoves change={{ change: 'policy_removed', id: open.policy.id }} />}
        >
          {t('Its open tickets go by the next policy that fits, or are no longer due.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}
