import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { useMe } from '../app/me.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { changePassword } from './calls.ts';

const blank = { current: '', password: '' };

export function PasswordForm() {
  const me = useMe();
  const [form, setForm] = useState(blank);
  const save = useSaving({
    act: changePassword,
    stale: [keys.sessions],
    done: t('Your password is changed. Other devices are signed out.'),
    isForm: true,
    onDone: () => setForm(blank),
  });
  const submit = () => save.mutate(form);
  return (
    <DeskForm error={save.error} onSubmit={submit} className="flex max-w-[420px] flex-col gap-4">
      {/* For password keepers: whose password this is. */}
      <input type="email" autoComplete="username" value={me.email} readOnly hidden />
      <TextField
        label={t('Current password')}
        name="current"
        type="password"
        isRequired
        autoComplete="current-password"
        value={form.current}
        onChange={(current) => setForm({ ...form, current })}
      />
      <TextField
        label={t('New password')}
        hint={t('At least ten characters.')}
        type="password"
        isRequired
        minLength={10}
        autoComplete="new-password"
        value={form.password}
        onChange={(password) => setForm({ ...form, password })}
        name="password"
      />
      <div>
        <Button type="submit" isDisabled={save.isPending}>
          {t('Change the password')}
        </Button>
      </div>
    </DeskForm>
  );
}
