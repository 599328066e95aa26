import { useQuery } from '@tanstack/react-query';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { useMay } from '../../app/me.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { settingsQuery, updateSettings } from '../calls.ts';

/** After a restore nothing leaves until somebody has looked: the copy must not answer customers a second time. */
export function HeldSending() {
  const { data: settings } = useQuery(settingsQuery);
  const mayRelease = useMay('settings.manage');
  const release = useSaving({
    act: () => updateSettings({ isSendingHeld: false }),
    stale: [keys.settings, keys.deliveries],
    done: t('Messages leave again'),
  });
  if (!settings?.isSendingHeld) return null;
  return (
    <section
      aria-label={t('Sending is held')}
      className="mb-5 flex flex-wrap items-center gap-3 rounded-m border border-warn py-2.5 pr-2.5 pl-4"
    >
      <p className="min-w-0 flex-1 basis-64">
        <span className="font-semibold">{t('Nothing leaves this desk.')}</span>{' '}
        <span className="text-ink-2">
          {t('It was restored from a backup. Look around first; then let messages leave again.')}
        </span>
      </p>
      {mayRelease ? <Button onPress={() => release.mutate(undefined)}>{t('Let messages leave')}</Button> : null}
    </section>
  );
}
