import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DraftList } from '../../contract/drafts.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { api } from '../app/api.ts';
import { type Draft, type Kind, lookIsSaved, lookOf, savedLook, useDraft } from './drafts.ts';

/** So long after the last letter it is kept by the desk. */
const quietMs = 800;

const draftsQuery = (number: number) =>
  queryOptions({
    queryKey: ['drafts', number],
    queryFn: ({ signal }) => api.get<DraftList>(`/api/tickets/${number}/drafts`, undefined, signal),
    staleTime: 0,
  });

/** Keeps what is written with the desk, so that it is there after signing out and on another device. */
export function DraftSync({ ticket }: { ticket: Ticket }) {
  return (['reply', 'note'] as const).map((kind) => <OneDraft key={kind} ticket={ticket} kind={kind} />);
}

function OneDraft({ ticket, kind }: { ticket: Ticket; kind: Kind }) {
  const client = useQueryClient();
  const { data: kept } = useQuery(draftsQuery(ticket.number));
  const [draft, setDraft] = useDraft(ticket.id, kind);
  const latest = useRef(draft);
  latest.current = draft;
  const theirs = kept?.[kind];

  // What the desk has replaces what this browser had from it; words it does not have yet stay.
  useEffect(() => {
    if (theirs === undefined || lookOf(latest.current) !== savedLook(ticket.id, kind)) return;
    const { text, html, mentions, seen } = theirs ?? { text: '', html: undefined, mentions: [], seen: undefined };
    lookIsSaved(ticket.id, kind, lookOf({ text, html }));
    if (lookOf({ text, html }) === lookOf(latest.current)) return;
    setDraft({ text, html, mentions, seen });
  }, [theirs, ticket.id, kind, setDraft]);

  useEffect(() => {
    if (theirs === undefined || lookOf(draft) === savedLook(ticket.id, kind)) return;
    const keep = async () => {
      const query = draftsQuery(ticket.number);
      await client.cancelQueries(query);
      await saveDraft(ticket.number, kind, draft);
      lookIsSaved(ticket.id, kind, lookOf(draft));
      const now = draft.text === '' ? null : draft;
      client.setQueryData<DraftList>(query.queryKey, (known) => known && { ...known, [kind]: now });
    };
    const timer = setTimeout(() => void keep().catch(() => {}), draft.text === '' ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [draft, theirs, ticket.number, ticket.id, kind, client]);
  return null;
}

function saveDraft(number: number, kind: Kind, { text, html, seen, mentions }: Draft): Promise<void> {
  const url = `/api/tickets/${number}/drafts/${kind}`;
  return text === '' ? api.delete<void>(url) : api.put<void>(url, { text, html, seen, mentions });
}
