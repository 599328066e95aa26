import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../contract/settings.ts';
import { type Language, t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { ComboField } from '../../../ui/ComboField.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { languageChoices } from '../../app/language-choices.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { timeZones } from '../../app/time-zones.ts';
import { useSaving } from '../../app/use-saving.ts';
import { settingsQuery, updateSettings } from '../calls.ts';
import { HeldSending } from '../mail/held-sending.tsx';
import { BrandFields } from './brand-fields.tsx';

export function SettingsPage() {
  const { data: settings } = useQuery(settingsQuery);
  return (
    <>
      <PageHead title={t('Company')} lead={t('What holds for the whole desk.')} />
      <HeldSending />
      {settings === undefined ? <Skeleton lines={5} /> : <SettingsForm settings={settings} />}
    </>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const [form, setForm] = useState(settings);
  const set = (change: Partial<Settings>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({ act: updateSettings, stale: [keys.settings, keys.me], done: t('Saved'), isForm: true });
  const submit = () => {
    const { isSendingHeld: _, ...fields } = form;
    save.mutate(fields);
  };
  return (
    <DeskForm error={save.error} onSubmit={submit} className="flex max-w-[420px] flex-col gap-4">
      <TextField label={t('Company')} isRequired value={form.company} onChange={(company) => set({ company })} />
      <SelectField
        label={t('Language')}
        hint={t('What the desk writes in when nobody has chosen a language.')}
        choices={languageChoices}
        value={form.locale}
        onChange={(locale) => set({ locale: locale as Language })}
      />
      <ComboField
        label={t('Time zone')}
        choices={timeZones()}
        value={form.timeZone}
        onChange={(timeZone) => timeZone !== null && set({ timeZone })}
        name="timeZone"
      />
      <TextField
        label={t('Seconds to take a reply back')}
        hint={t('From 0 to 120. A reply waits this long before it leaves.')}
        inputMode="numeric"
        value={String(form.undoSendSeconds)}
        onChange={(seconds) =>
          set({ undoSendSeconds: Math.min(120, Number.parseInt(`0${seconds.replace(/\D/g, '')}`, 10)) })
        }
      />
      <BrandFields settings={form} set={set} />
      <div>
        <Button type="submit" look="primary" isDisabled={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </DeskForm>
  );
}
