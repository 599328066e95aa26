import { useQuery } from '@tanstack/react-query';
import { t } from '../../locales/translate.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckIcon, MailIcon } from '../../ui/icons.ts';
import { inboxesQuery } from '../admin/calls.ts';
import { useMay } from '../app/me.ts';
import { viewsQuery } from './calls.ts';

/** An empty view is good news; an empty desk wants its first mail. */
export function NothingHere() {
  const { data: views } = useQuery(viewsQuery);
  const isFresh = views?.every(({ count }) => count === 0) ?? false;
  const address = useFirstAddress(isFresh);
  if (isFresh && address !== undefined) {
    return (
      <EmptyState icon={<MailIcon aria-hidden />} title={t('Ready for the first mail')}>
        {t('Whatever is sent to {address} becomes a ticket here, without reloading.', { address })}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<CheckIcon aria-hidden />} title={t('Nothing waits here')}>
      {t('New mail to your support address shows up by itself.')}
    </EmptyState>
  );
}

function useFirstAddress(isWanted: boolean): string | undefined {
  const maySee = useMay('inboxes.manage');
  const { data: inboxes } = useQuery({ ...inboxesQuery, enabled: isWanted && maySee });
  return inboxes?.find(({ isActive, addresses }) => isActive && addresses.length > 0)?.addresses[0];
}
