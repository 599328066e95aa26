import type { LiveEvent } from '../../contract/live.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { followNotices } from '../platform/database/notices.ts';
import type { Platform } from '../platform/platform.ts';
import { whoSees } from '../tickets/reads/who-sees.ts';
import { makeOnlookers, type Told, type ToldGone } from './onlookers.ts';
import { notifyOnlooker, onlookerChannel } from './store/onlookers.ts';

type Doing = { actor: AgentActor; number: number; doing: Told['doing'] | 'gone' };

/** A notice carries 8,000 bytes. */
const mostFollowers = 300;

/** Somebody shows a ticket, types in it, or left it. It is said to all processes and written nowhere. */
export async function sayDoing(p: Platform, { actor, number, doing }: Doing): Promise<void> {
  const agent = actor.uuid;
  if (doing === 'gone') return notifyOnlooker(p.db, { number, agent, doing });
  const ticket = await whoSees(p.db, { actor, number });
  await notifyOnlooker(p.db, {
    number,
    agent,
    doing,
    ticket: { ...ticket, followerIds: ticket.followerIds.slice(0, mostFollowers) },
  });
}

type Listener = { stream: { actor: AgentActor; write(events: readonly LiveEvent[]): void } };

const lookEveryMs = 1_000;

/** Tells the streams of this process who is at the tickets they may see, wherever those sit. */
export function startOnlooking(p: Platform, listeners: ReadonlySet<Listener>) {
  const onlookers = makeOnlookers();
  const tell = (number: number) => {
    for (const { stream } of listeners) {
      const events = onlookers.at(number, stream.actor);
      if (events.length > 0) stream.write(events);
    }
  };
  const follower = followNotices(p, {
    channel: onlookerChannel,
    name: 'atende onlookers',
    onNotice: (payload) => {
      const told = JSON.parse(payload) as Told | ToldGone;
      if (onlookers.hear(told, performance.now())) tell(told.number);
    },
  });
  const timer = setInterval(() => {
    for (const number of onlookers.expire(performance.now())) tell(number);
    onlookers.forgetEmpty();
  }, lookEveryMs);
  return {
    everywhere: (actor: AgentActor) => onlookers.everywhere(actor),
    async stop() {
      clearInterval(timer);
      await follower.stop();
    },
  };
}
