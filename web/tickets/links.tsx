import { Link } from '@tanstack/react-router';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { categoryName } from './words.ts';

/** Tickets this one is tied to, and how. */
export function Links({ ticket }: { ticket: Ticket }) {
  if (ticket.links.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{t('Linked tickets')}</h3>
      <ul>
        {ticket.links.map((link) => (
          <li key={`${link.kind}-${link.number}`}>
            <Link
              to="/tickets/$number"
              params={{ number: String(link.number) }}
              search={true}
              className="block rounded-c py-1 text-ink-2 hover:text-ink"
            >
              <span className="block text-meta text-ink-3">{kindName(link.kind)}</span>
              <span className="block truncate">
                #{link.number} {link.subject}
              </span>
              {link.kind === 'problem_of' ? (
                <span className="block text-meta text-ink-3">{categoryName(link.statusCategory)}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function kindName(kind: string): string {
  switch (kind) {
    case 'may_belong_to':
      return t('May belong to');
    case 'may_include':
      return t('May belong here');
    case 'follow_up_of':
      return t('Follows up');
    case 'followed_up_by':
      return t('Followed up by');
    case 'merged_into':
      return t('Merged into');
    case 'merged_from':
      return t('Took in');
    case 'split_from':
      return t('Split off from');
    case 'split_into':
      return t('Split into');
    case 'incident_of':
      return t('Incident of');
    case 'problem_of':
      return t('Has the incident');
    default:
      return t('Related');
  }
}
