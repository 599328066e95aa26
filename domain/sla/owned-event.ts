import type { ReplayedEvent } from '../tickets/replay.ts';

/** An event, with the ticket whose own it is: the one its message was written in or for, else the one it happened to. */
export type OwnedEvent = ReplayedEvent & { id: number; ticketId: number; ownerId: number };
