import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { resetPassword } from './calls.ts';
import { useToken } from './use-token.ts';

export function ResetPage() {
  const token = useToken();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => resetPassword(token, password),
    onSuccess: async () => {
      showToast({ text: t('Your password is changed. Sign in with it.') });
      await navigate({ to: '/sign-in', replace: true });
    },
  });
  const submit = () => reset.mutate();
  return (
    <AuthFrame title={t('Choose a new password')} lead={t('All other devices are signed out.')}>
      <DeskForm error={reset.error} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('New password')}
          hint={t('At least ten characters.')}
          type="password"
          isRequired
          autoFocus
          minLength={10}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          name="password"
        />
        <Button type="submit" look="primary" className="h-9 w-full" isDisabled={reset.isPending}>
          {t('Change the password')}
        </Button>
      </DeskForm>
    </AuthFrame>
  );
}
