import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { sentenceFor } from '../app/sentences.ts';
import { AuthFrame } from './auth-frame.tsx';
import { acceptInvite, getInvite } from './calls.ts';
import { useEnter } from './enter.ts';
import { useToken } from './use-token.ts';

export function InvitePage() {
  const token = useToken();
  const { data: invite, error } = useQuery({
    queryKey: ['invite', token],
    queryFn: () => getInvite(token),
    retry: false,
  });
  if (error)
    return (
      <AuthFrame title={t('This invitation does not work')} lead={sentenceFor(error)}>
        {null}
      </AuthFrame>
    );
  if (invite === undefined) return <AuthFrame title={t('Welcome')}>{null}</AuthFrame>;
  return (
    <AuthFrame
      title={t('Welcome to {company}', { company: invite.company || 'Atende' })}
      lead={t('You were invited as {email}. Choose a password to come in.', { email: invite.email })}
    >
      <InviteForm token={token} invitedName={invite.name} />
    </AuthFrame>
  );
}

function InviteForm({ token, invitedName }: { token: string; invitedName: string }) {
  const enter = useEnter();
  const [name, setName] = useState(invitedName);
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => acceptInvite({ token, name, password, locale: currentLanguage() }),
    onSuccess: ({ me }) => enter(me),
  });
  const submit = () => accept.mutate();
  return (
    <DeskForm error={accept.error} onSubmit={submit} className="flex flex-col gap-4">
      <TextField label={t('Your name')} isRequired autoComplete="name" value={name} onChange={setName} />
      <TextField
        label={t('Password')}
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
      <Button type="submit" look="primary" className="h-9 w-full" isDisabled={accept.isPending}>
        {t('Come in')}
      </Button>
    </DeskForm>
  );
}
