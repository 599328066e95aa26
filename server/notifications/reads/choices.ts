import {
  type NotificationChoice,
  type NotificationEvent,
  notificationEvents,
  usualChoice,
} from '../../../domain/notifications.ts';
import type { Db } from '../../platform/platform.ts';

type Choices = Record<NotificationEvent, NotificationChoice>;

/** How the agent wants to hear of each kind of news. */
export async function readChoices(db: Db, agentId: number): Promise<Choices> {
  const rows = await db
    .selectFrom('notification_choices')
    .select(['event', 'in_app as inApp', 'by_mail as byMail'])
    .where('agent_id', '=', agentId)
    .execute();
  const made = new Map<string, NotificationChoice>(rows.map(({ event, inApp, byMail }) => [event, { inApp, byMail }]));
  return Object.fromEntries(notificationEvents.map((event) => [event, made.get(event) ?? usualChoice])) as Choices;
}
