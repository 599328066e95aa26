import type { Inbox } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MoreIcon } from '../../../ui/icons.ts';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { beginSignIn, fetchInbox, updateInbox } from '../calls.ts';

type Props = { inbox: Inbox; onEdit: () => void; onTest: () => void; onKey: () => void };

/** What can be done with an inbox: edit it, and from the menu what concerns its connection. */
export function InboxActions({ inbox, onEdit, ...more }: Props) {
  const { name } = inbox;
  return (
    <span className="inline-flex items-center gap-1">
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={onEdit}>
        {t('Edit')}
      </Button>
      <Menu label={t('More for {name}', { name })} entries={useEntries(inbox, more)}>
        <IconButton label={t('More for {name}', { name })}>
          <MoreIcon aria-hidden />
        </IconButton>
      </Menu>
    </span>
  );
}

function useEntries(inbox: Inbox, { onTest, onKey }: Pick<Props, 'onTest' | 'onKey'>): MenuEntry[] {
  const stale = [keys.inboxes];
  const fetchNow = useSaving({ act: () => fetchInbox(inbox.id), stale, done: t('The desk looks into the mailbox.') });
  const pause = useSaving({
    act: () => updateInbox(inbox.id, { isActive: !inbox.isActive }),
    stale,
    done: inbox.isActive ? t('Paused') : t('Resumed'),
  });
  const signIn = useSaving({
    act: () => beginSignIn(inbox.id),
    stale: [],
    onDone: ({ url }) => window.location.assign(url),
  });
  return [
    { id: 'test', label: t('Test'), onAction: onTest },
    ...(inbox.addresses.length === 0 ? [] : [{ id: 'key', label: t('Sign with DKIM'), onAction: onKey }]),
    ...(inbox.connection === null || !inbox.isActive
      ? []
      : [{ id: 'fetch', label: t('Fetch now'), onAction: () => fetchNow.mutate(undefined) }]),
    ...(inbox.signIn === null
      ? []
      : [
          {
            id: 'sign-in',
            label: inbox.signIn.isAllowed ? t('Sign in at the provider again') : t('Sign in at the provider'),
            onAction: () => signIn.mutate(undefined),
          },
        ]),
    {
      id: 'pause',
      label: inbox.isActive ? t('Pause') : t('Resume'),
      onAction: () => pause.mutate(undefined),
    },
  ];
}
