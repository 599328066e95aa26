import type { RuleAction } from '../../domain/automation/rule.ts';
import type { FieldChanges } from '../../domain/events.ts';

/** What is done to each ticket of a run: actions, then a reply. */
export type Doing = { actions: RuleAction[]; reply: { text: string; status?: string | undefined } | null };
/** That, or what the ticket of the same place got in another run, named by its public id, is taken back. */
export type Task = Doing | { undoes: string };

/** One ticket of a run. */
export type Row = { runId: number; place: number; number: number };

/** What a run did to one ticket: what an undo needs to know. */
export type Done = { changes: FieldChanges; messageId: string | null };
