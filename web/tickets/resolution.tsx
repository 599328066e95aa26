import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { SimilarTicket } from '../../contract/search.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';
import { similarQuery } from './suggestion-calls.ts';

const ResolutionDialog = later(() => import('./resolution-dialog.tsx').then((it) => it.ResolutionDialog));

type Resolution = SimilarTicket['resolution'];
const empty: Resolution = { cause: '', steps: '', outcome: '' };

/** What was found and done, and how tickets like this one were solved. */
export function ResolutionPanel({ ticket }: { ticket: Ticket }) {
  const [draft, setDraft] = useState<Resolution | null>(null);
  const mayWrite = ticket.can.update && ticket.statusCategory !== 'closed';
  const write = mayWrite ? setDraft : null;
  return (
    <>
      <Recorded resolution={ticket.resolution} onWrite={write} />
      <Similar ticket={ticket} onUse={ticket.resolution === null ? write : null} />
      {draft === null ? null : (
        <Suspense>
          <ResolutionDialog ticket={ticket} draft={draft} onClose={() => setDraft(null)} />
        </Suspense>
      )}
    </>
  );
}

type OnWrite = ((resolution: Resolution) => void) | null;

function Recorded({ resolution, onWrite }: { resolution: Resolution | null; onWrite: OnWrite }) {
  if (resolution === null && onWrite === null) return null;
  return (
    <section>
      <div className="mb-1 flex items-center gap-2">
        <h3 className="flex-1 text-meta text-ink-3">{t('Resolution')}</h3>
        {onWrite === null ? null : (
          <LinkButton onPress={() => onWrite(resolution ?? empty)}>
            {resolution === null ? t('Write it down') : t('Edit')}
          </LinkButton>
        )}
      </div>
      {resolution === null ? (
        <p className="text-meta text-ink-3">{t('Not written down yet.')}</p>
      ) : (
        <Written resolution={resolution} />
      )}
    </section>
  );
}

function Written({ resolution }: { resolution: Resolution }) {
  const parts = [
    [t('Cause'), resolution.cause],
    [t('Steps'), resolution.steps],
    [t('Outcome'), resolution.outcome],
  ] as const;
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-y-1.5">
      {parts.map(([label, text]) =>
        text === '' ? null : (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="whitespace-pre-wrap wrap-anywhere">{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Similar({ ticket, onUse }: { ticket: Ticket; onUse: OnWrite }) {
  const { data: tickets = [] } = useQuery(similarQuery(ticket.number));
  if (tickets.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-meta text-ink-3">{t('Solved like this')}</h3>
      <ul className="flex flex-col gap-2">
        {tickets.map((similar) => (
          <li key={similar.number}>
            <details className="group">
              <summary className="cursor-default rounded-c py-0.5 wrap-anywhere text-ink-2 hover:text-ink">
                #{similar.number} {similar.subject}
              </summary>
              <div className="mt-1 flex flex-col gap-1.5 border-l border-line pl-2.5">
                <Written resolution={similar.resolution} />
                <div className="flex flex-wrap items-center gap-2">
                  <Link
                    to="/tickets/$number"
                    params={{ number: String(similar.number) }}
                    search={true}
                    className="rounded-c font-[550] text-accent hover:underline"
                  >
                    {t('Open ticket')}
                  </Link>
                  {onUse !== null ? (
                    <LinkButton onPress={() => onUse(similar.resolution)}>{t('Start from this')}</LinkButton>
                  ) : null}
                </div>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** As the panel's other quiet acts look ("Why then?"). */
function LinkButton({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button
      onPress={onPress}
      className="min-h-6 rounded-c px-1 text-meta font-[550] text-accent data-hovered:underline"
    >
      {children}
    </Button>
  );
}
