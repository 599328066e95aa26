/** A ticket as far as merging it needs a second look. */
type Mergeable = {
  requester: { id: string };
  organization: { id: string } | null;
  statusCategory: string;
};

export type MergeWarning = 'other_organization' | 'other_requester' | 'solved_target';

/** What an agent should know before one ticket goes into another: above all, who will read what is answered there. */
export function mergeWarnings(ticket: Mergeable, into: Mergeable): MergeWarning[] {
  const warnings: MergeWarning[] = [];
  if (ticket.organization?.id !== into.organization?.id) warnings.push('other_organization');
  else if (ticket.requester.id !== into.requester.id) warnings.push('other_requester');
  if (into.statusCategory === 'solved') warnings.push('solved_target');
  return warnings;
}
