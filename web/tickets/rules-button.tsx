import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../locales/translate.ts';
import { learnAdminWords } from '../app/language.ts';

// It speaks of conditions and actions, whose words come with the settings.
const RuleTrace = lazy(async () => {
  const [{ RuleTrace: it }] = await Promise.all([import('../automation/rule-trace.tsx'), learnAdminWords()]);
  return { default: it };
});

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
