import type { Board } from '../../contract/board.ts';
import { todayAndAWeekAgo } from '../../domain/board.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import type { Platform } from '../platform/platform.ts';
import { readSettings } from '../settings/reads.ts';
import { readLate, readNumbers, readOnline, readWaiting } from './reads/board.ts';

/** What a manager leaves open: today against a week ago, who waits longest, what is late, who is there. */
export async function board(p: Platform, actor: AgentActor): Promise<Board> {
  const { timeZone } = await readSettings(p);
  const reader = { actor, now: p.clock.now() };
  const { today, weekAgo } = todayAndAWeekAgo(reader.now, timeZone);
  const [todays, then, waiting, late, online] = await Promise.all([
    readNumbers(p.db, reader, today),
    readNumbers(p.db, reader, weekAgo),
    readWaiting(p.db, reader),
    readLate(p.db, reader),
    readOnline(p.db, reader),
  ]);
  return {
    today: { after: today.after.toISOString(), numbers: todays },
    weekAgo: { after: weekAgo.after.toISOString(), before: weekAgo.before.toISOString(), numbers: then },
    waiting,
    late,
    online,
  };
}
