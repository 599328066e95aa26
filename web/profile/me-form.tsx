import { useState } from 'react';
import { type Language, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { chooseLanguage } from '../app/language.ts';
import { languageChoices } from '../app/language-choices.ts';
import { useMe, useSetMe } from '../app/me.ts';
import { chooseTheme, type Theme } from '../app/theme.ts';
import { useSaving } from '../app/use-saving.ts';
import { updateMe } from './calls.ts';

export function MeForm() {
  const me = useMe();
  const setMe = useSetMe();
  const [name, setName] = useState(me.name);
  const save = useSaving({
    act: updateMe,
    stale: [],
    done: t('Saved'),
    isForm: true,
    onDone: ({ me: saved }) => {
      setMe(saved);
      chooseTheme(saved.theme);
      void chooseLanguage(saved.locale);
    },
  });
  const submit = () => save.mutate({ name });
  return (
    <DeskForm error={save.error} onSubmit={submit} className="flex max-w-[420px] flex-col gap-4">
      <div className="flex items-end gap-2">
        <TextField
          className="flex-1"
          label={t('Name')}
          isRequired
          autoComplete="name"
          value={name}
          onChange={setName}
        />
        <Button type="submit" className="h-9!" isDisabled={save.isPending || name === me.name}>
          {t('Save')}
        </Button>
      </div>
      <SelectField
        label={t('Language')}
        choices={languageChoices}
        value={me.locale}
        onChange={(locale) => save.mutate({ locale: locale as Language })}
      />
      <SelectField
        label={t('Look')}
        choices={[
          { id: 'system', label: t('As the device') },
          { id: 'light', label: t('Light') },
          { id: 'dark', label: t('Dark') },
        ]}
        value={me.theme}
        onChange={(theme) => save.mutate({ theme: theme as Theme })}
      />
    </DeskForm>
  );
}
