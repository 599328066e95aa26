import type { LiveEvent } from '../../contract/live.ts';
import { type AgentActor, canSee, type TicketInScope } from '../../domain/permissions.ts';

/** What one process tells the others: who does what at a ticket, and what decides who may know. */
export type Told = {
  number: number;
  agent: string;
  doing: 'viewing' | 'typing';
  ticket: Omit<TicketInScope, 'isFollowed'> & { followerIds: readonly number[] };
};
/** Who left may not even see the ticket any more. */
export type ToldGone = Pick<Told, 'number' | 'agent'> & { doing: 'gone' };
type Onlooker = { doing: 'viewing' | 'typing'; viewingUntil: number; typingUntil: number };
type Place = { ticket: Told['ticket']; agents: Map<string, Onlooker> };

/** A browser says every fifteen seconds that it shows a ticket, and every four that somebody types. */
const viewingMs = 40_000;
const typingMs = 7_000;

/** Who looks at which ticket and who writes there, as this process heard it. It is kept nowhere: after half a minute it is known again. */
export function makeOnlookers() {
  const places = new Map<number, Place>();

  return {
    /** True when that is news: a browser that says again what it said before is none. */
    hear(told: Told | ToldGone, now: number): boolean {
      const { number, agent, doing } = told;
      if (doing === 'gone') return places.get(number)?.agents.delete(agent) ?? false;
      const place = { ticket: told.ticket, agents: places.get(number)?.agents ?? new Map<string, Onlooker>() };
      places.set(number, place);
      const before = place.agents.get(agent);
      const typingUntil = doing === 'typing' ? now + typingMs : 0;
      place.agents.set(agent, { doing, viewingUntil: now + viewingMs, typingUntil });
      return before?.doing !== doing;
    },

    /** Who went silent is gone, who stopped typing looks on. The tickets where that changed something. */
    expire(now: number): number[] {
      return [...places].flatMap(([number, { agents }]) => (expireIn(agents, now) ? [number] : []));
    },

    /** Nothing where this agent does not see the ticket. */
    at(number: number, actor: AgentActor): LiveEvent[] {
      const place = places.get(number);
      if (!place || !mayKnow(actor, place.ticket)) return [];
      const agents = [...place.agents].map(([id, { doing }]) => ({ id, doing }));
      return [{ type: 'onlookers', number, agents }];
    },

    /** All there is to say to who just came. */
    everywhere(actor: AgentActor): LiveEvent[] {
      return [...places.keys()].flatMap((number) =>
        places.get(number)?.agents.size === 0 ? [] : this.at(number, actor),
      );
    },

    /** Of tickets that nobody looks at nothing is kept. */
    forgetEmpty(): void {
      for (const [number, { agents }] of places) if (agents.size === 0) places.delete(number);
    },
  };
}
export type Onlookers = ReturnType<typeof makeOnlookers>;

/** True when somebody went, or stopped typing. */
function expireIn(agents: Map<string, Onlooker>, now: number): boolean {
  const gone = [...agents].filter(([, { viewingUntil }]) => viewingUntil <= now);
  for (const [agent] of gone) agents.delete(agent);
  const silent = [...agents.values()].filter(({ doing, typingUntil }) => doing === 'typing' && typingUntil <= now);
  for (const one of silent) one.doing = 'viewing';
  return gone.length + silent.length > 0;
}

function mayKnow(actor: AgentActor, { followerIds, ...ticket }: Told['ticket']): boolean {
  return canSee(actor, { ...ticket, isFollowed: followerIds.includes(actor.id) });
}
