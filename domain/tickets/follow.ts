import type { Decision } from '../events.ts';

/** An agent watches the ticket from now on; also a closed one may be watched. */
export function follow(agentId: number): Decision {
  return { changes: {}, events: [{ type: 'ticket.followed', details: { agentId } }] };
}
