import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DraftList } from '../../contract/drafts.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { api } from '../app/api.ts';
import { type Draft, type Kind, savedText, textIsSaved, useDraft } from './drafts.ts';

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
    if (theirs === undefined || latest.current.text !== savedText(ticket.id, kind)) return;
    const text = theirs?.text ?? '';
    textIsSaved(ticket.id, kind, text);
    if (text === latest.current.text) return;
    setDraft({ text, seen: theirs?.seen, mentions: theirs?.mentions ?? [] });
  }, [theirs, ticket.id, kind, setDraft]);

  useEffect(() => {
    if (theirs === undefined || draft.text === savedText(ticket.id, kind)) return;
    const keep = async () => {
      const query = draftsQuery(ticket.number);
      await client.cancelQueries(query);
      await saveDraft(ticket.number, kind, draft);
      textIsSaved(ticket.id, kind, draft.text);
      const now = draft.text === '' ? null : draft;
      client.setQueryData<DraftList>(query.queryKey, (known) => known && { ...known, [kind]: now });
    };
    const timer = setTimeout(() => void keep().catch(() => {}), draft.text === '' ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [draft, theirs, ticket.number, ticket.id, kind, client]);
  return null;
}

function saveDraft(number: number, kind: Kind, { text, seen, mentions }: Draft): Promise<void> {
  const url = `/api/tickets/${number}/drafts/${kind}`;
  return text === '' ? api.delete<void>(url) : api.put<void>(url, { text, seen, mentions });
}
