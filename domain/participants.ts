/** Somebody beside the requester who takes part in a ticket. `isByAgent`: an agent brought them in or said they may stay. */
export type Participant = { joinedAt: Date; isByAgent: boolean; organizationId: number | null };
type Company = { organizationId: number | null; lastReplyAt: Date | null };

/**
 * Would the next reply reach somebody it never reached before, whom no agent chose and who is not of the requester's
 * organization? Then whoever writes it is warned. Before the first reply everybody named is simply seen.
 */
export function isNewOutsider(participant: Participant, { organizationId, lastReplyAt }: Company): boolean {
  if (participant.isByAgent || lastReplyAt === null || participant.joinedAt <= lastReplyAt) return false;
  return organizationId === null || participant.organizationId !== organizationId;
}
