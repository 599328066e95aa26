import type { FastifyRequest } from 'fastify';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';

export type Managing = { actor: AgentActor; request: FastifyRequest };

type Told = Managing & {
  action: string;
  object: { kind: 'team' | 'agent' | 'skill'; id: number; uuid: string } | null;
  details: Record<string, unknown>;
};

/** A change of how tickets are given out stands in the log, for screens, and in the audit, for people. */
export async function tellAssignment(tx: Tx, p: Platform, told: Told): Promise<void> {
  const { actor, request, action, object, details } = told;
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null };
  const subject = object === null ? {} : { subjectKind: object.kind, subjectId: object.id };
  await recordEvents(tx, { ...about, ...subject }, [{ type: 'assignment.changed', details: { action } }]);
  const named = object === null ? {} : { objectKind: object.kind, objectId: object.uuid };
  await recordAudit(tx, { at, actor, request, action, ...named, details });
}
