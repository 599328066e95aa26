/**
 * The team a ticket goes to when its topic changes: the new topic's, as long as nobody chose another. A team chosen by hand
 * or by a rule stays; so does the old topic's where the new topic has none. Null for "as it is".
 */
export function teamOfNewTopic(ticket: { teamId: number | null }, team: { before: number | null; now: number | null }) {
  const isChosen = ticket.teamId !== null && ticket.teamId !== team.before;
  return isChosen || team.now === ticket.teamId ? null : team.now;
}
