import type { Priority, StatusCategory } from '../tickets/ticket.ts';

/** `isQuiet`: nobody waits since then. Its first words went to another ticket, or came from one and are told by themselves. */
type Opened = { what: 'opened'; category: StatusCategory; priority: Priority; byCustomer: boolean; isQuiet?: boolean };

/** What happened to a ticket, as far as a clock minds it; oldest first. Automatic messages are not in it: nobody answered by them. */
export type SlaMoment = { at: Date } & (
  | Opened
  | { what: 'customer_wrote' }
  | { what: 'agent_replied' }
  | { what: 'status_changed'; to: StatusCategory }
  | { what: 'priority_changed'; to: Priority }
  /** Another team or tier took it over by escalation: who answers now has the whole time for it. */
  | { what: 'handed_over' }
  /** Its messages went to another ticket, whose clocks run for them. */
  | { what: 'merged' }
  /** Another ticket came to it, with a customer who waits there since then. */
  | { what: 'took_in'; since: Date }
);
