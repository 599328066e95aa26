import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { signIn } from './calls.ts';
import { useEnter } from './enter.ts';

export function SignInPage() {
  const enterAs = useEnter();
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn({ email, password }),
    onSuccess: ({ me }) => enterAs(me, to),
  });
  const submit = () => enter.mutate();
  return (
    <AuthFrame title={t('Sign in')}>
      <DeskForm error={enter.error} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('E-mail')}
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('Password')}
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" look="primary" className="h-9 w-full" isDisabled={enter.isPending}>
          {t('Sign in')}
        </Button>
        <Link to="/forgot" className="self-start py-1 text-ink-2 underline underline-offset-3">
          {t('I forgot my password')}
        </Link>
      </DeskForm>
    </AuthFrame>
  );
}
