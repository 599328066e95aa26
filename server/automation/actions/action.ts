import { z } from 'zod';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import type { Actor, Permission } from '../../../domain/permissions.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';

/**
 * What rules and macros can do. An action is one file in this folder and one line in `index.ts`; it needs no screen, no
 * migration and no switch elsewhere: its form is drawn from `params`, its sentence from `says`.
 *
 * ```ts
 * export const setPriority = action({
 *   id: 'set_priority',
 *   label: { en: 'Set priority', 'pt-BR': 'Definir prioridade' },
 *   says: { en: 'set priority to {priority}', 'pt-BR': 'definir prioridade como {priority}' },
 *   params: z.strictObject({
 *     priority: asked(z.enum(priorities), { as: 'priority', label: { en: 'Priority', 'pt-BR': 'Prioridade' } }),
 *   }),
 *   run: ({ tx, p, ticketId, actor, params }) => changeTicket(tx, p, { ticketId, actor, ...params }),
 *   preview: ({ facts, params }) => changed('priority', facts.priority, params.priority),
 * });
 * ```
 *
 * `run` works in the transaction it is given, by calling a command of a room, which locks the ticket as `actor`. It may throw
 * an `AppError`: what this rule did on this ticket is then undone as a whole, the error is shown in the ticket's trace, and
 * the rules after it go on. Outside work (mail, HTTP) is enqueued as a job in `tx`, never done here. Run on a ticket that is
 * already as asked, an action changes nothing and records no event.
 *
 * Rules act as `{kind: 'rule', id, depth, chain}`, macros as the agent who applies them: pass `actor` on as it is.
 */
export type Action<Params extends z.ZodType = z.ZodType> = {
  /** The word stored in rules: lower case, never changed. */
  id: string;
  /** What it is called in the list of actions. */
  label: Words;
  /** The action within a sentence, its params in braces by their names: "set priority to {priority}". */
  says: Words;
  /** A strict object of `asked()` params, one per field of the form. People and things by their public ids. */
  params: Params;
  /** Who may use it; left out: triggers, automations and macros. */
  for?: readonly ('trigger' | 'automation' | 'macro')[];
  /** What an agent must be allowed, who does it with a macro; left out: `tickets.update`. */
  needs?: Permission;
  /** Answers 'stop' where the rules after this one are not to be asked about this event any more; else nothing of interest. */
  run(given: Given<z.infer<Params>>): Promise<unknown>;
  /**
   * Pure: what it would change of this ticket, by the names and keys of the condition catalogue. An empty list: nothing.
   * Without it a preview shows the sentence alone.
   */
  preview?(about: { facts: TicketFacts; params: z.infer<Params> }): Foreseen[];
};

export type Given<Params> = {
  tx: Tx;
  p: Platform;
  ticketId: number;
  actor: Actor;
  params: Params;
  /** What a trigger answers; absent for automations and macros. */
  event?: LoggedEvent;
};

/** A word or sentence in the languages of the workspace. */
export type Words = { en: string; 'pt-BR': string };

/** One field of a ticket before and after. */
export type Foreseen = { field: string; from: Plain; to: Plain };
type Plain = string | number | boolean | null | readonly string[];

/**
 * How the browser asks for a param:
 * - `team`, `agent`, `topic`, `inbox`, `sla_policy`: one of those there are, by public id
 * - `field`: one of the desk's own fields, by its key
 * - `people`: several agents and teams, `agent:<id>` or `team:<id>`, and the words `assignee`, `followers`, `team`, `team_or_admins`
 * - `status` by slug, `priority`, `tags` (a list of words), `choice` (of the enum, named by `choices`)
 * - `webhook`: one of those there are, by public id
 * - `template`: a text with variables in several languages, by language tag
 * - `line`, `text`, `url`, `number`, `flag`
 */
export const paramKinds = [
  'team',
  'agent',
  'topic',
  'inbox',
  'sla_policy',
  'field',
  'people',
  'webhook',
  'status',
  'priority',
  'tags',
  'choice',
  'line',
  'text',
  'template',
  'url',
  'number',
  'flag',
] as const;
export type ParamKind = (typeof paramKinds)[number];

export type ParamHints = {
  as: ParamKind;
  label: Words;
  hint?: Words;
  /** What null is called where the param may be null: "Nobody". */
  none?: Words;
  /** Names of the values of a `choice`. */
  choices?: Record<string, Words>;
};

/** A param with what the form needs to ask for it. */
export function asked<Schema extends z.ZodType>(schema: Schema, hints: ParamHints): Schema {
  return schema.meta({ asked: hints }) as Schema;
}

/** Makes an action; its params are known to `run` and `preview` by their types. */
export function action<Params extends z.ZodType>(made: Action<Params>): Action {
  return made as unknown as Action;
}

/** A public id of something the desk has. */
export const id = z.uuid();

/** Agents and teams as `people` names them. */
export const people = z
  .array(z.string().regex(/^(assignee|followers|team|team_or_admins|(agent|team):[0-9a-f-]{36})$/))
  .max(50);

/** Tags as agents type them. */
export const words = z.array(z.string().trim().min(1).max(60)).min(1).max(20);

/** For `preview`: the field before and after, or nothing where they are the same. */
export function changed(field: string, from: Plain, to: Plain): Foreseen[] {
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
}
