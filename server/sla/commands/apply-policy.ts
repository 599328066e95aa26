import type { Actor } from '../../../domain/permissions.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTicketAs } from '../../tickets/commands/clocks.ts';
import { policyNotFound, readPolicies } from '../reads/policies.ts';
import { appliedPolicyOf, saveAppliedPolicy } from '../store/clocks.ts';

/**
 * Gives a ticket a policy, whatever the conditions say; null takes it away again. Its clocks follow when the event is read, from
 * the beginning, as after any change of the rules.
 */
export async function applyPolicy(
  tx: Tx,
  p: Platform,
  { ticketId, actor, policy: uuid }: { ticketId: number; actor: Actor; policy: string | null },
): Promise<void> {
  await holdTicketAs(tx, p, { actor, ticketId });
  const policies = await readPolicies(tx);
  const policy = uuid === null ? null : policies.find((one) => one.uuid === uuid);
  if (policy === undefined) throw policyNotFound();
  const before = await appliedPolicyOf(tx, ticketId);
  if (before === (policy?.id ?? null)) return;
  await saveAppliedPolicy(tx, ticketId, policy?.id ?? null);
  const name = policies.find(({ id }) => id === before)?.name ?? null;
  const about = { at: p.clock.now(), actor, cause: causeOf(actor), channel: null, ticketId };
  await recordEvents(tx, about, [{ type: 'sla.applied', changes: { slaPolicy: [name, policy?.name ?? null] } }]);
}
