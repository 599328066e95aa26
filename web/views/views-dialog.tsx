import { useQuery } from '@tanstack/react-query';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MoreIcon } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { MoveButtons, moved } from '../admin/move-buttons.tsx';
import { conditionInWords } from '../admin/sla/sla-words.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { useChoices, withMe } from '../conditions/choices.ts';
import { viewsQuery } from '../tickets/calls.ts';
import { nameIn } from '../tickets/words.ts';
import { orderViews, useLook } from './calls.ts';
import { groupsOf, isSaved, ownerOf } from './view-groups.ts';

type Acts = { onEdit: (view: View) => void; onCopy: (view: View) => void; onRemove: (view: View) => void };

/** Every view the agent has: which of them are shown, in which order, and what can be done to them. */
export function ViewsDialog({ onClose, onNew, ...acts }: Acts & { onNew: () => void; onClose: () => void }) {
  const { data: views = [] } = useQuery(viewsQuery);
  return (
    <Dialog isOpen isWide title={t('Views')} closeLabel={t('Close')} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="text-ink-2">{t('What you switch off here is switched off for you alone.')}</p>
      {groupsOf(views).map(({ id, title, views: members }) => (
        <section key={id} aria-label={title}>
          <h3 className="pt-4 pb-1.5 text-meta font-[550] text-ink-2">{title}</h3>
          <ul className="border-t border-line">
            {members.map((view) => (
              <Row key={view.id} view={view} members={members} {...acts} />
            ))}
          </ul>
        </section>
      ))}
      <Actions>
        <Button onPress={onNew}>{t('New view')}</Button>
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </Dialog>
  );
}

function Row({ view, members, onEdit, onCopy, onRemove }: Acts & { view: View; members: View[] }) {
  const look = useLook();
  const choicesOf = withMe(useChoices([view.condition]));
  const order = useSaving({ act: orderViews, stale: [keys.views] });
  const name = nameIn(view.name);
  const ids = members.filter((one) => isSaved(one) && ownerOf(one) === ownerOf(view)).map(({ id }) => id);
  const isMine = isSaved(view) && view.canEdit;
  const entries = [
    ...(isMine ? [{ id: 'edit', label: t('Edit'), onAction: () => onEdit(view) }] : []),
    { id: 'copy', label: t('Duplicate'), onAction: () => onCopy(view) },
    ...(isMine ? [{ id: 'remove', label: t('Remove'), isDanger: true, onAction: () => onRemove(view) }] : []),
  ];
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5">
      {isMine && ids.length > 1 ? (
        <MoveButtons
          name={name}
          at={ids.indexOf(view.id)}
          count={ids.length}
          onMove={(to) => order.mutate(moved(ids, ids.indexOf(view.id), to))}
        />
      ) : null}
      <div className="min-w-0 flex-1">
        <p className={view.isHidden ? 'truncate text-ink-3' : 'truncate font-[550]'}>{name}</p>
        <p className="line-clamp-2 text-meta text-ink-3 wrap-anywhere first-letter:uppercase">
          {conditionInWords(view.condition, choicesOf)}
        </p>
      </div>
      <Checkbox isSelected={!view.isHidden} onChange={(isShown) => look(view, { isHidden: !isShown })}>
        {t('shown')}
        <span className="sr-only"> {name}</span>
      </Checkbox>
      <Menu label={t('More for {name}', { name })} entries={entries}>
        <IconButton label={t('More for {name}', { name })}>
          <MoreIcon aria-hidden />
        </IconButton>
      </Menu>
    </li>
  );
}
