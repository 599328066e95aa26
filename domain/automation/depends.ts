import { builtIn, type Catalogue } from '../conditions/catalogue.ts';
import { type Condition, needsOf, questionsOf } from '../conditions/condition.ts';

/** What a condition may depend on beside the ticket and the time: whose it is, and when the desk is open. */
export const outsides = ['people', 'hours'] as const;
export type Outside = (typeof outsides)[number];

/** Whether the answer may change though nothing happened to the ticket and no instant came. */
export function dependsOn(condition: Condition, outside: Outside, catalogue: Catalogue = builtIn): boolean {
  if (outside === 'hours') return needsOf(condition).calendars;
  return questionsOf(condition).some(({ field }) => catalogue.field(field)?.sql.from !== undefined);
}
