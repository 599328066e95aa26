import { t } from '../../locales/translate.ts';
import { AlertIcon } from '../../ui/icons.ts';
import { useIsConnectionLost } from './connection.ts';

/** Old words stay on the screen while the desk is away; this says that they may be old. */
export function ConnectionNotice() {
  const isLost = useIsConnectionLost();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-2 z-50 flex justify-center px-3">
      {isLost ? (
        <p className="flex items-center gap-2 rounded-full border border-warn bg-sheet px-3.5 py-1.5 text-meta font-[550] text-warn shadow-lift">
          <AlertIcon aria-hidden className="size-3.5 shrink-0" />
          {t('The desk does not answer. Trying again; what you see may be old.')}
        </p>
      ) : null}
    </div>
  );
}
