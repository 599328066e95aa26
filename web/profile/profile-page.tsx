import { type ReactNode, useId } from 'react';
import { t } from '../../locales/translate.ts';
import { PageHead } from '../app/PageHead.tsx';
import { ApiTokens } from './api-tokens.tsx';
import { MeForm } from './me-form.tsx';
import { NotificationChoices } from './notification-choices.tsx';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';

export function ProfilePage() {
  return (
    <main className="min-h-0 min-w-0 overflow-auto bg-sheet">
      <div className="mx-auto max-w-[900px] px-4 py-6 md:px-8">
        <PageHead title={t('My profile')} />
        <Section title={t('You')}>
          <MeForm />
        </Section>
        <Section
          title={t('Notifications')}
          lead={t('What you hear of. Answer a mail to answer the customer; #note as its first line keeps it inside.')}
        >
          <NotificationChoices />
        </Section>
        <Section title={t('Password')}>
          <PasswordForm />
        </Section>
        <Section title={t('Where you are signed in')}>
          <Sessions />
        </Section>
        <Section
          title={t('API tokens')}
          lead={t('For programs that act in your name. A token may do what you may do.')}
        >
          <ApiTokens />
        </Section>
      </div>
    </main>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-t border-line py-6 md:grid-cols-[200px_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="text-title">
          {title}
        </h2>
        {lead === undefined ? null : <p className="mt-1 text-pretty text-ink-3">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
