import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { GearIcon, InboxIcon, ListChecksIcon, SearchIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { Tip } from '../../ui/Tooltip.tsx';
import { signOut } from '../auth/calls.ts';
import { NotificationsButton } from '../notifications/notifications-button.tsx';
import { forgetDrafts } from '../tickets/drafts.ts';
import { useAway } from './availability.ts';
import type { CommandId } from './command-list.ts';
import { useShownKeys } from './commands.ts';
import { mayOpenSettings, useMe } from './me.ts';
import { tellSessionChanged } from './session-news.ts';
import { useWindows } from './windows.ts';

/** Areas of the workspace: a column at the left, a bar at the bottom of a telephone. */
export function Rail({ className }: { className: string }) {
  const hasAdminPages = mayOpenSettings(useMe());
  return (
    <nav
      aria-label={t('Areas')}
      className={classes(
        'flex flex-col items-center gap-1 border-r border-line bg-sunken py-3 max-md:flex-row max-md:justify-around max-md:border-t max-md:border-r-0 max-md:px-2 max-md:py-1.5',
        className,
      )}
    >
      <Logo />
      <RailLink to="/tickets" label={t('Tickets')} command="go-tickets">
        <InboxIcon aria-hidden className="size-4.5" strokeWidth={1.7} />
      </RailLink>
      <RailLink to="/search" label={t('Search')} command="search">
        <SearchIcon aria-hidden className="size-4.5" strokeWidth={1.7} />
      </RailLink>
      <RailLink to="/account" label={t('Nothing unanswered')} command="go-account">
        <ListChecksIcon aria-hidden className="size-4.5" strokeWidth={1.7} />
      </RailLink>
      <span className="flex-1 max-md:hidden" />
      <NotificationsButton className={railItem} />
      {hasAdminPages ? (
        <RailLink to="/admin" label={t('Settings')} command="go-settings">
          <GearIcon aria-hidden className="size-4.5" strokeWidth={1.7} />
        </RailLink>
      ) : null}
      <MyMenu />
    </nav>
  );
}

const railItem =
  'grid size-9 place-items-center rounded-m text-ink-3 hover:text-ink aria-[current]:bg-sheet aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)] focus-visible:shadow-focus!';

function Logo() {
  return (
    <span
      aria-hidden
      className="mb-3 grid size-7.5 place-items-center rounded-[9px] bg-accent text-[16px] font-bold text-accent-ink max-md:hidden"
    >
      a
    </span>
  );
}

function RailLink(props: {
  to: '/tickets' | '/search' | '/account' | '/admin';
  label: string;
  command: CommandId;
  children: ReactNode;
}) {
  return (
    <Tip label={props.label} shortcut={useShownKeys()(props.command)}>
      <Link
        to={props.to}
        search={(props.to === '/search' ? { q: '' } : {}) as never}
        activeOptions={{ exact: false, includeSearch: false }}
        aria-label={props.label}
        className={railItem}
      >
        {props.children}
      </Link>
    </Tip>
  );
}

function MyMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const { openKeys } = useWindows();
  const { isAway, turn } = useAway();
  const shown = useShownKeys();
  const leave = async () => {
    await signOut();
    forgetDrafts();
    tellSessionChanged();
    // Not a step within the page: what it still shows would ask the desk again, and nothing of it is to stay in memory.
    window.location.replace('/sign-in');
  };
  return (
    <Menu
      label={t('My account')}
      placement="right bottom"
      entries={[
        {
          id: 'profile',
          label: t('My profile'),
          shortcut: shown('go-profile'),
          onAction: () => void navigate({ to: '/profile' }),
        },
        { id: 'away', label: isAway ? t('I am back') : t('I am away'), shortcut: shown('away'), onAction: turn },
        { id: 'keys', label: t('Keys'), shortcut: shown('keys'), onAction: openKeys },
        { id: 'leave', label: t('Sign out'), onAction: () => void leave() },
      ]}
    >
      <Button className="relative grid size-9 place-items-center rounded-full">
        <Avatar name={me.name} isAccent />
        <span className="sr-only">{t('My account, {name}', { name: me.name })}</span>
        {isAway ? <AwayMark /> : null}
      </Button>
    </Menu>
  );
}

function AwayMark() {
  return (
    <span
      title={t('away')}
      className="absolute right-0.5 bottom-0.5 size-3 rounded-full border-2 border-sunken bg-warn"
    >
      <span className="sr-only">{t('away')}</span>
    </span>
  );
}
