import type { ReadInvite } from '../../../domain/invites.ts';
import { sentenceFor } from '../../app/sentences.ts';
import { updateLimits } from '../../assignment/calls.ts';
import { inviteAgent } from '../calls.ts';
import type { OwnHours } from '../hours/own-hours-fields.tsx';

export type Person = Extract<ReadInvite, { email: string }>;
/** What all get but for whom it says otherwise, by address. */
export type Invitation = { role: string; teams: string[]; hours: OwnHours };
export type Own = { role?: string; team?: string };
/** `trouble`: they are invited, and their hours could not be set. */
export type Outcome = { email: string; name: string } & (
  | { kind: 'invited'; inviteUrl: string | null; trouble: string | null }
  | { kind: 'refused'; why: string }
);

/** One after the other, so that one who is refused keeps nobody else out; each is told as soon as it is known. */
export async function inviteAll(
  people: readonly Person[],
  {
    invitation,
    own,
    tell,
  }: { invitation: Invitation; own: Readonly<Record<string, Own>>; tell: (one: Outcome) => void },
): Promise<void> {
  for (const person of people) tell(await inviteOne(person, { invitation, own: own[person.email] ?? {} }));
}

async function inviteOne(person: Person, { invitation, own }: { invitation: Invitation; own: Own }): Promise<Outcome> {
  const { email, name } = person;
  try {
    const body = { email, name, role: own.role ?? invitation.role, teams: teamsOf(person, { invitation, own }) };
    const { agent, inviteUrl } = await inviteAgent(body);
    return { email, name, kind: 'invited', inviteUrl, trouble: await setHours(agent.id, invitation.hours) };
  } catch (error) {
    return { email, name, kind: 'refused', why: sentenceFor(error) };
  }
}

async function setHours(agentId: string, hours: OwnHours): Promise<string | null> {
  if (hours.week === null) return null;
  return updateLimits(agentId, hours).then(() => null, sentenceFor);
}

/** A team that was chosen for a person, or stands beside them in the paste, goes before those of all. */
export function teamsOf({ teamId }: Person, { invitation, own }: { invitation: Invitation; own: Own }): string[] {
  const team = own.team ?? teamId;
  return team === null ? invitation.teams : [team];
}
