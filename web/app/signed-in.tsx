import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { classes } from '../../ui/classes.ts';
import { catchTyping } from '../search/typed-ahead.ts';
import { undoLatest } from '../tickets/undo-send.ts';
import { useAway } from './availability.ts';
import { holdKeys, listenForKeys, useCommands } from './commands.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { later } from './later.ts';
import { followLive } from './live.ts';
import { mayOpenSettings, useMay, useMe } from './me.ts';
import { Rail } from './rail.tsx';
import { reloadWhenSessionChanges } from './session-news.ts';
import { WindowsContext } from './windows.ts';

const KeysDialog = later(() => import('./keys-dialog.tsx').then((it) => it.KeysDialog));
const Palette = later(() => import('./palette.tsx').then((it) => it.Palette));
const NewTicketDialog = later(() => import('../tickets/new-ticket.tsx').then((it) => it.NewTicketDialog));

/** The frame of the workspace: the rail, the page, and what may open over any page. */
export function SignedIn() {
  const client = useQueryClient();
  const [isKeysOpen, setKeysOpen] = useState(false);
  const [isNewOpen, setNewOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const isOnTicket = useMatchRoute()({ to: '/tickets/$number' }) !== false;
  useEffect(() => followLive(client), [client]);
  useEffect(listenForKeys, []);
  useEffect(reloadWhenSessionChanges, []);
  useGoToCommands({ openKeys: () => [holdKeys(), setKeysOpen(true)], openNew: () => [holdKeys(), setNewOpen(true)] });
  useCommands('palette', { palette: () => [holdKeys(), setPaletteOpen(true)] });
  return (
    <WindowsContext value={{ openNewTicket: () => setNewOpen(true), openKeys: () => setKeysOpen(true) }}>
      <div className="grid h-dvh grid-cols-[52px_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[minmax(0,1fr)_auto]">
        <Rail className={classes('max-md:order-last', isOnTicket && 'max-md:hidden')} />
        <Outlet />
      </div>
      <ConnectionNotice />
      <Suspense>
        {isKeysOpen ? <KeysDialog isOpen onOpenChange={setKeysOpen} /> : null}
        {isPaletteOpen ? <Palette onClose={() => setPaletteOpen(false)} /> : null}
        {isNewOpen ? <NewTicketDialog onClose={() => setNewOpen(false)} /> : null}
      </Suspense>
    </WindowsContext>
  );
}

function useGoToCommands(open: { openKeys: () => void; openNew: () => void }): void {
  const navigate = useNavigate();
  const mayOpen = useMay('tickets.create');
  const hasAdminPages = mayOpenSettings(useMe());
  const { turn } = useAway();
  const goSearch = () => {
    const field = document.querySelector<HTMLInputElement>('search input');
    if (field) return field.focus();
    catchTyping();
    void navigate({ to: '/search', search: { q: '' } });
  };
  useCommands('app', {
    keys: open.openKeys,
    search: goSearch,
    'go-tickets': () => navigate({ to: '/tickets' }),
    'go-mine': () => navigate({ to: '/tickets', search: { view: 'my-open' } }),
    'go-account': () => navigate({ to: '/account' }),
    'go-profile': () => navigate({ to: '/profile' }),
    'go-settings': hasAdminPages && (() => navigate({ to: '/admin' })),
    away: turn,
    undo: undoLatest,
    new: mayOpen && open.openNew,
  });
}
