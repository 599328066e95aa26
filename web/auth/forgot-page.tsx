import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button, buttonClasses } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { requestReset } from './calls.ts';

export function ForgotPage() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => requestReset(email) });
  const submit = () => ask.mutate();
  if (ask.isSuccess) {
    return (
      <AuthFrame
        title={t('Look into your mail')}
        lead={t(
          'If there is an account for {email}, a link to choose a new password is on its way. Where no mail leaves the desk, an administrator makes you a link under Agents.',
          { email },
        )}
      >
        <Link to="/sign-in" className={buttonClasses('plain')}>
          {t('Back to sign in')}
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={t('Choose a new password')}
      lead={t('We send a link to your e-mail address. It works once, for half an hour.')}
    >
      <DeskForm error={ask.error} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('E-mail')}
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <Button type="submit" look="primary" className="h-9 w-full" isDisabled={ask.isPending}>
          {t('Send the link')}
        </Button>
        <Link to="/sign-in" className="self-start py-1 text-ink-2 underline underline-offset-3">
          {t('Back to sign in')}
        </Link>
      </DeskForm>
    </AuthFrame>
  );
}
