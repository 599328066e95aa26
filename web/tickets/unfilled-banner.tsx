import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';

/** The reply still asks for something that nobody filled in: it is sent so only when the agent says so. */
export function UnfilledBanner({ names, onSendAnyway }: { names: string[]; onSendAnyway: () => void }) {
  return (
    <div
      role="alert"
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-warn bg-sheet py-2 pr-2 pl-3.5"
    >
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <span className="font-semibold">{t('Not filled in yet: {variables}.', { variables: names.join(', ') })}</span>{' '}
        <span className="text-ink-2">{t('Nothing was sent yet.')}</span>
      </p>
      <Button look="quiet" onPress={onSendAnyway}>
        {t('Send anyway')}
      </Button>
    </div>
  );
}
