import { fold } from '../../domain/text.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';
import { tomorrow } from './tomorrow.ts';

type Making = { marker: string; ownerId: number; ticketId: number };

/** An agent, a team and a skill that an admin may change or take away, and what belongs to the owner alone. */
export async function makeAgents(desk: Desk, of: Making) {
  const { db } = desk;
  const name = `Agent ${of.marker}`;
  const agent = await db
    .insertInto('agents')
    .values({ uuid: newId(), email: `${of.marker}@atende.example`, name, name_folded: fold(name), role: 'agent' })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const team = await db
    .insertInto('teams')
    .values({ uuid: newId(), slug: of.marker, name: `Team ${of.marker}` })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const skill = await db
    .insertInto('skills')
    .values({ uuid: newId(), name: JSON.stringify({ en: `Skill ${of.marker}` }) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { agentId: agent.uuid, teamId: team.uuid, skillId: skill.uuid, ...(await makeOwn(desk, of)) };
}

async function makeOwn(desk: Desk, of: Making) {
  const { db } = desk;
  const session = await db
    .insertInto('sessions')
    .values({ token_hash: Buffer.from(of.marker), uuid: newId(), agent_id: of.ownerId, expires_at: tomorrow(desk) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const apiToken = await db
    .insertInto('api_tokens')
    .values({ uuid: newId(), agent_id: of.ownerId, name: of.marker, token_hash: Buffer.from(of.marker) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const notification = await db
    .insertInto('notifications')
    .values({ uuid: newId(), agent_id: of.ownerId, type: 'ticket.assigned', ticket_id: of.ticketId })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { sessionId: session.uuid, apiTokenId: apiToken.uuid, notificationId: notification.uuid };
}
