import type { Account } from '../../contract/account.ts';
import { isEven } from '../../domain/account.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import type { Platform } from '../platform/platform.ts';
import { readSettings } from '../settings/reads.ts';
import { type Period, readAccount } from './reads/account.ts';

/** What came in, and what became of it. That the two sums differ is a mistake of the desk, and is logged as one. */
export async function account(
  p: Platform,
  { actor, day }: { actor: AgentActor; day: string | undefined },
): Promise<Account> {
  const { cameIn, lines } = await readAccount(p.db, { actor, period: await periodOf(p, day) });
  const even = isEven(cameIn, lines);
  if (!even) p.log.error({ day: day ?? 'now', cameIn, lines }, 'the account of what came in does not add up');
  return { day: day ?? null, cameIn, lines, isEven: even };
}

/** A day begins and ends by the company's clock. */
export async function periodOf(p: Platform, day: string | undefined): Promise<Period> {
  if (day === undefined) return null;
  const { timeZone } = await readSettings(p);
  const date = Temporal.PlainDate.from(day);
  const start = (of: Temporal.PlainDate) => new Date(of.toZonedDateTime(timeZone).epochMilliseconds);
  return { from: start(date), until: start(date.add({ days: 1 })) };
}
