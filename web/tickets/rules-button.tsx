import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';

const RuleTrace = later(() => import('../automation/rule-trace.tsx').then((it) => it.RuleTrace));

/** What the desk did with the ticket by itself, for who asks. */
export function RulesButton({ number }: { number: number }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <div>
      <Button
        onPress={() => setAsked(true)}
        className="min-h-6 rounded-c px-1 text-meta font-[550] text-accent data-hovered:underline"
      >
        {t('Rules on this ticket')}
      </Button>
      {isAsked ? (
        <Suspense>
          <RuleTrace number={number} onClose={() => setAsked(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
