import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuIcon, PlusIcon } from '../../ui/icons.ts';
import { Picker } from '../../ui/Picker.tsx';
import { useKeyHint } from '../app/commands.ts';
import { later } from '../app/later.ts';
import { useMay } from '../app/me.ts';
import { useWindows } from '../app/windows.ts';
import { NextTicketButton } from '../assignment/next-ticket.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { orderChoices, orderId, orderName, orderOfId } from '../views/order-words.ts';
import { useCurrentView, useOrder } from './current-view.ts';
import { countOf, ViewGroups } from './views-nav.tsx';
import { nameIn } from './words.ts';

const ViewTools = later(() => import('../views/view-tools.tsx').then((it) => it.ViewTools));

export function ListHead({ isPage }: { isPage: boolean }) {
  const view = useCurrentView();
  const Title = isPage ? 'h1' : 'h2';
  const mayOpen = useMay('tickets.create');
  const mayTake = useMay('tickets.update');
  const { openNewTicket } = useWindows();
  const newKey = useKeyHint('new');
  return (
    <>
      <div className="flex h-13 shrink-0 items-center gap-2 border-b border-line px-3.5">
        <ViewsDrawer />
        <SearchBox />
        {mayOpen ? (
          <IconButton label={t('New ticket')} {...newKey} look="primary" onPress={openNewTicket} className="lg:hidden">
            <PlusIcon aria-hidden />
          </IconButton>
        ) : null}
      </div>
      <div className="flex h-9.5 shrink-0 items-center gap-2 border-b border-line px-3.5">
        <Title className="min-w-0 truncate text-[13.5px]">{view ? nameIn(view.name) : t('Tickets')}</Title>
        <span className="text-ink-3">{view ? countOf(view) : ''}</span>
        <span className="flex-1" />
        {mayTake ? <NextTicketButton /> : null}
        {view ? <SortPicker view={view} /> : null}
        {view ? (
          <Suspense>
            <ViewTools view={view} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}

function ViewsDrawer() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-label={t('Views')}
        onPress={() => setOpen(true)}
        className="grid size-8 shrink-0 place-items-center rounded-c text-ink-2 data-hovered:bg-sunken lg:hidden"
      >
        <MenuIcon aria-hidden className="size-4.5" />
      </Button>
      <Drawer side="left" title={t('Tickets')} closeLabel={t('Close')} isOpen={isOpen} onOpenChange={setOpen}>
        <ViewGroups onChoose={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function SortPicker({ view }: { view: View }) {
  const { sort, isReversed, choose } = useOrder(view);
  return (
    <Picker
      label={t('Order')}
      searchLabel={t('Order')}
      choices={orderChoices()}
      value={orderId({ sort, isReversed })}
      onChange={(id) => choose(orderOfId(id))}
      className="text-ink-3"
    >
      {orderName({ sort, isReversed })}
    </Picker>
  );
}
