import { type ChangeEvent, useId, useState } from 'react';
import type { Settings } from '../../../contract/settings.ts';
import { t } from '../../../locales/translate.ts';
import { Button, buttonClasses } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';

type Props = { settings: Settings; set: (change: Partial<Settings>) => void };

/** How mails to customers look: a line in the company's colour above, its logo below. */
export function BrandFields({ settings, set }: Props) {
  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t('Look of mails')}</legend>
      <TextField
        label={t('Colour of mails')}
        hint={t('As #0a58ca. A line in this colour stands above every mail to a customer.')}
        name="brandColour"
        value={settings.brandColour ?? ''}
        onChange={(colour) => set({ brandColour: colour.trim() === '' ? null : colour.trim() })}
      />
      <Logo logo={settings.brandLogo} onChange={(brandLogo) => set({ brandLogo })} />
    </fieldset>
  );
}

const mostBytes = 50_000;

function Logo({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const id = useId();
  const [isTooLarge, setTooLarge] = useState(false);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (file === undefined) return;
    setTooLarge(file.size > mostBytes);
    if (file.size <= mostBytes) void dataUrl(file).then(onChange);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-[550]">{t('Logo of mails')}</p>
      {logo === null ? null : (
        <img src={logo} alt={t('The logo as it is now')} className="h-10 w-max rounded-c bg-white" />
      )}
      <div>
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg"
          aria-describedby={`${id}-hint`}
          onChange={choose}
          className="peer sr-only"
        />
        <label htmlFor={id} className={buttonClasses('plain', 'cursor-pointer peer-focus-visible:shadow-focus')}>
          {t('Choose a logo')}
        </label>
      </div>
      <p id={`${id}-hint`} className={isTooLarge ? 'text-meta text-danger' : 'text-meta text-ink-3'}>
        {t('PNG or JPEG, up to 50 kB. It stands below every mail to a customer.')}
      </p>
      {logo === null ? null : (
        <div>
          <Button onPress={() => onChange(null)}>{t('Remove the logo')}</Button>
        </div>
      )}
    </div>
  );
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
