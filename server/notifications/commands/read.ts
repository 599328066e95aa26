import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Platform } from '../../platform/platform.ts';
import { markAllRead, markRead } from '../store.ts';

// What an agent does with what he was told. Who is told what stands in reactions.ts.

export async function readOne(p: Platform, actor: AgentActor, notificationId: string): Promise<void> {
  if (await markRead(p.db, { agentId: actor.id, notificationId, at: p.clock.now() })) return;
  throw new AppError('not_found', 'notification_not_found', 'There is no such notification.');
}

export async function readAll(p: Platform, actor: AgentActor): Promise<void> {
  await markAllRead(p.db, { agentId: actor.id, at: p.clock.now() });
}
