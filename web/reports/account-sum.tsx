import type { Account } from '../../contract/account.ts';
import { accountedFor } from '../../domain/account.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { AlertIcon, CheckIcon } from '../../ui/icons.ts';

/** The one sentence of the page: what came in is what is accounted for. That it is not is said in red. */
export function AccountSum({ account: { day, cameIn, lines, isEven } }: { account: Account }) {
  const Icon = isEven ? CheckIcon : AlertIcon;
  return (
    <section
      aria-label={t('The sum')}
      className={classes(
        'mb-6 rounded-m border px-4 py-3',
        isEven ? 'border-line bg-canvas' : 'border-danger text-danger',
      )}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-title font-semibold tabular-nums">
        <Icon aria-hidden className={classes('size-5 shrink-0', isEven && 'text-good')} />
        <span>{day === null ? t('{count} in work', { count: cameIn }) : t('{count} came in', { count: cameIn })}</span>
        <span className="flex gap-3">
          <span>{isEven ? '=' : '≠'}</span>
          <span>{t('{count} accounted for', { count: accountedFor(lines) })}</span>
        </span>
      </p>
      {isEven ? null : (
        <p role="alert" className="mt-1">
          {t('The lines do not add up to what came in. This is a mistake of the desk, and was logged.')}
        </p>
      )}
    </section>
  );
}
