import type { BulkBody } from '../../../contract/bulk.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may, type Permission } from '../../../domain/permissions.ts';
import { actionNeeds } from '../../automation/reads/actions.ts';
import { check } from '../../automation/reads/check.ts';
import { usableMacro } from '../../automation/reads/macros.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Doing } from '../run.ts';

/** A macro is what it is now: who changes it later changes no run. What cannot be done at all is refused here, once. */
export async function taskOf(p: Platform, actor: AgentActor, body: BulkBody): Promise<Doing> {
  const macro = body.macro === undefined ? null : await usableMacro(p.db, { actor, uuid: body.macro });
  const doing = { actions: [...body.actions, ...(macro?.actions ?? [])], reply: body.reply ?? null };
  if (doing.actions.length === 0 && doing.reply === null) {
    throw new AppError('invalid', 'macro_without_actions', 'This macro only writes a text: there is nothing to do.');
  }
  check('macro', doing);
  refuseForbidden(actor, doing);
  return doing;
}

/** Asked when a run is begun and again while it runs: a role may be taken away meanwhile. */
export function refuseForbidden(actor: AgentActor, { actions, reply }: Doing): void {
  const needs: Permission[] = actions.map(({ action }) => actionNeeds(action));
  if (reply) needs.push('tickets.reply');
  if (reply?.status !== undefined) needs.push('tickets.update');
  const missing = needs.find((need) => !may(actor, need));
  if (missing) throw new AppError('forbidden', 'not_allowed', `Your role lacks the permission ${missing}.`);
}
