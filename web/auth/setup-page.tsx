import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FirstHours } from '../../domain/business-hours/first-week.ts';
import { currentLanguage, type Language, t } from '../../locales/translate.ts';
import { Button, buttonClasses } from '../../ui/Button.tsx';
import { ComboField } from '../../ui/ComboField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { chooseLanguage } from '../app/language.ts';
import { languageChoices } from '../app/language-choices.ts';
import { sentenceFor } from '../app/sentences.ts';
import { timeZones } from '../app/time-zones.ts';
import { AuthFrame } from './auth-frame.tsx';
import { getSetupState, setFirstHours, setUp } from './calls.ts';
import { useEnter } from './enter.ts';
import { SetupHours } from './setup-hours.tsx';
import { useToken } from './use-token.ts';

/** The first minute of a desk: who runs it, in which language and time zone. */
export function SetupPage() {
  const token = useToken();
  if (token === '') return <NoToken />;
  return (
    <AuthFrame title={t('Set up your desk')} lead={t('One minute: your company, and your own account as its owner.')}>
      <SetupForm token={token} />
    </AuthFrame>
  );
}

function SetupForm({ token }: { token: string }) {
  const [form, setForm] = useState({
    company: '',
    name: '',
    email: '',
    password: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const [hours, setHours] = useState<FirstHours>({ days: 'weekdays', from: '09:00', to: '18:00', lunch: null });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const begin = useBegin({ ...form, token }, hours);
  const submit = () => begin.mutate();
  return (
    <DeskForm error={begin.error} onSubmit={submit} className="flex flex-col gap-4">
      <SelectField
        label={t('Language')}
        choices={languageChoices}
        value={currentLanguage()}
        onChange={(id) => void chooseLanguage(id as Language)}
      />
      <TextField
        label={t('Company')}
        isRequired
        autoFocus
        autoComplete="organization"
        value={form.company}
        onChange={(company) => set({ company })}
      />
      <TextField
        label={t('Your name')}
        isRequired
        autoComplete="name"
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t('Your e-mail')}
        type="email"
        isRequired
        autoComplete="username"
        value={form.email}
        onChange={(email) => set({ email })}
        name="email"
      />
      <TextField
        label={t('Password')}
        hint={t('At least ten characters.')}
        type="password"
        isRequired
        minLength={10}
        autoComplete="new-password"
        value={form.password}
        onChange={(password) => set({ password })}
        name="password"
      />
      <ComboField
        label={t('Time zone')}
        choices={timeZones()}
        value={form.timeZone}
        onChange={(timeZone) => timeZone !== null && set({ timeZone })}
        name="timeZone"
      />
      <SetupHours value={hours} onChange={setHours} />
      <Button type="submit" look="primary" className="h-9 w-full" isDisabled={begin.isPending}>
        {t('Start')}
      </Button>
    </DeskForm>
  );
}

function useBegin(form: Omit<Parameters<typeof setUp>[0], 'locale'>, hours: FirstHours) {
  const enter = useEnter();
  return useMutation({
    mutationFn: async () => {
      const entered = await setUp({ ...form, locale: currentLanguage() });
      // The desk stands and its owner is in: hours that were not taken can be set on their own page.
      await setFirstHours(hours).catch((error: unknown) => showToast({ text: sentenceFor(error), isBad: true }));
      return entered;
    },
    onSuccess: ({ me }) => enter(me),
  });
}

/** Without the link there is nothing to fill in; on the machine itself the desk hands the link out. */
function NoToken() {
  const { data: state } = useQuery({ queryKey: ['setup'], queryFn: getSetupState });
  if (state?.isNeeded === false) {
    return (
      <AuthFrame title={t('This desk is set up')} lead={t('Sign in with your account.')}>
        <a href="/sign-in" className={buttonClasses('primary')}>
          {t('Sign in')}
        </a>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={t('Set up your desk')}
      lead={t('The desk wrote a one-time link where it was started. Open that link to begin.')}
    >
      {state?.link ? (
        <a href={state.link} className={buttonClasses('primary', 'w-full')} onClick={followHere}>
          {t('Begin')}
        </a>
      ) : null}
    </AuthFrame>
  );
}

/** The link differs from this address only behind the `#`, which alone would not load the page anew. */
function followHere(): void {
  window.addEventListener('hashchange', () => window.location.reload(), { once: true });
}
