import { useQuery } from '@tanstack/react-query';
import { type NotificationChoice, type NotificationEvent, notificationEvents } from '../../domain/notifications.ts';
import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { chooseNotifications, notificationChoicesQuery } from './calls.ts';

/** What I hear of, in the app and by mail: one switch each, saved as it is turned. */
export function NotificationChoices() {
  const { data: choices } = useQuery(notificationChoicesQuery);
  const save = useSaving({ act: chooseNotifications, stale: [keys.notificationChoices], done: t('Saved') });
  if (choices === undefined) return <Skeleton lines={4} />;
  const choose = (event: NotificationEvent, choice: NotificationChoice) =>
    save.mutate({ choices: { [event]: choice } });
  return (
    <table className="w-full max-w-[520px] text-left">
      <thead className="text-meta text-ink-3">
        <tr>
          <th scope="col" className="py-1.5 font-[550]">
            {t('When')}
          </th>
          <th scope="col" className="w-28 py-1.5 font-[550]">
            {t('In the app')}
          </th>
          <th scope="col" className="w-28 py-1.5 font-[550]">
            {t('By mail')}
          </th>
        </tr>
      </thead>
      <tbody>
        {notificationEvents.map((event) => (
          <Row key={event} event={event} choice={choices[event]} onChoose={(choice) => choose(event, choice)} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  event: NotificationEvent;
  choice: NotificationChoice;
  onChoose: (choice: NotificationChoice) => void;
};

function Row({ event, choice, onChoose }: RowProps) {
  const name = names[event]();
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-2 pr-3 font-normal">
        {name}
      </th>
      <td>
        <Checkbox isSelected={choice.inApp} onChange={(inApp) => onChoose({ ...choice, inApp })}>
          <span className="sr-only">{t('{event}: in the app', { event: name })}</span>
        </Checkbox>
      </td>
      <td>
        <Checkbox isSelected={choice.byMail} onChange={(byMail) => onChoose({ ...choice, byMail })}>
          <span className="sr-only">{t('{event}: by mail', { event: name })}</span>
        </Checkbox>
      </td>
    </tr>
  );
}

const names: Record<NotificationEvent, () => string> = {
  assigned: () => t('I am given a ticket'),
  answered: () => t('Somebody answers on a ticket of mine'),
  mentioned: () => t('I am mentioned in a note'),
  called: () => t('A rule calls me to a ticket'),
  undelivered: () => t('A reply of mine could not be delivered, or what I asked for by mail could not be done'),
  woke: () => t('A snoozed ticket is back'),
};
