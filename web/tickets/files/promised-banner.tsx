import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';

/** The reply says that a file comes with it, and none does. */
export function PromisedBanner({ onAttach, onSendAnyway }: { onAttach: () => void; onSendAnyway: () => void }) {
  return (
    <div
      role="alert"
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-warn bg-sheet py-2 pr-2 pl-3.5"
    >
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <span className="font-semibold">{t('Your reply speaks of an attachment, and there is none.')}</span>{' '}
        <span className="text-ink-2">{t('Nothing was sent yet.')}</span>
      </p>
      <Button onPress={onAttach}>{t('Attach files')}</Button>
      <Button look="quiet" onPress={onSendAnyway}>
        {t('Send anyway')}
      </Button>
    </div>
  );
}
