import type { Ticket, TicketRow } from '../../contract/tickets.ts';
import type { Grade, Priority, StatusCategory } from '../../domain/tickets/ticket.ts';
import { inLanguage } from '../../domain/translated.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import type { Tone } from '../../ui/Chip.tsx';

type Translated = Record<string, string | undefined>;

/** A name an admin gave in several languages, in the agent's. */
export function nameIn(name: Translated): string {
  return inLanguage({ en: '', ...name }, currentLanguage());
}

/** A value of the history in words: a slug, a name, or something that has one. */
export function wordOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const { name, slug } = value as { name?: unknown; slug?: unknown };
  if (typeof name === 'object' && name !== null) return nameIn(name as Record<string, string>);
  return String(name ?? slug ?? '');
}

export function priorityName(priority: Priority): string {
  switch (priority) {
    case 'critical':
      return t('Critical');
    case 'high':
      return t('High');
    case 'medium':
      return t('Medium');
    case 'low':
      return t('Low');
  }
}

/** Of impact and urgency. */
export function gradeName(grade: Grade): string {
  if (grade === 1) return t('High');
  return grade === 2 ? t('Medium') : t('Low');
}

export function priorityTone(priority: Priority): Tone {
  if (priority === 'critical') return 'danger';
  return priority === 'high' ? 'warn' : 'plain';
}

export function categoryTone(category: StatusCategory): Tone {
  if (category === 'new') return 'info';
  if (category === 'open') return 'accent';
  return category === 'solved' ? 'good' : 'plain';
}

/** The status by its own name; before the list of statuses is there, by its category. */
export function statusName(slug: string, statuses: { slug: string; name: Translated }[] | undefined): string {
  const status = statuses?.find((known) => known.slug === slug);
  return status ? nameIn(status.name) : categoryName(slug);
}

export function categoryName(slug: string): string {
  const names: Record<string, () => string> = {
    new: () => t('New'),
    open: () => t('Open'),
    pending: () => t('Pending'),
    on_hold: () => t('On hold'),
    solved: () => t('Solved'),
    closed: () => t('Closed'),
  };
  return names[slug]?.() ?? slug;
}

export function channelName(channel: string): string {
  const names: Record<string, () => string> = {
    email: () => t('e-mail'),
    api: () => t('API'),
    web: () => t('the workspace'),
  };
  return names[channel]?.() ?? channel;
}

export function requesterName({ requester }: Pick<TicketRow | Ticket, 'requester'>): string {
  return requester.name || requester.email || t('Unknown sender');
}
