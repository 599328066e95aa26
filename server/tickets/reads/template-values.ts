import { sql } from 'kysely';
import { firstNameOf, priorityWords } from '../../../domain/templates.ts';
import { priorities } from '../../../domain/tickets/ticket.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** What texts may say of a ticket, but for what follows from the language: see `valuesIn`. */
export type TemplateFacts = {
  number: number;
  subject: string;
  priority: number;
  statusNames: Record<string, string>;
  customFields: Record<string, unknown>;
  requesterFields: Record<string, unknown>;
  organizationFields: Record<string, unknown> | null;
  requesterName: string;
  requesterEmail: string | null;
  organizationName: string | null;
  teamName: string | null;
  inboxName: string | null;
  assigneeName: string | null;
  deskName: string | null;
  /** Languages its customer is likely to read, best first: the ticket's, the inbox's, the desk's. */
  languages: (string | null)[];
};

export async function readTemplateFacts(db: Db | Tx, ticketId: number): Promise<TemplateFacts> {
  const { rows } = await sql<TemplateFacts>`
    select t.number, t.subject, t.priority, s.name as "statusNames", t.custom_fields as "customFields",
      c.custom_fields as "requesterFields", o.custom_fields as "organizationFields", c.name as "requesterName", o.name as "organizationName", teams.name as "teamName", i.name as "inboxName",
      agents.name as "assigneeName",
      (select value from contact_identities where contact_id = c.id and kind = 'email' order by id limit 1)
        as "requesterEmail",
      (select value #>> '{}' from settings where key = 'company') as "deskName",
      array[t.language, i.language, (select value #>> '{}' from settings where key = 'locale')] as languages
    from tickets t join statuses s on s.id = t.status_id join contacts c on c.id = t.requester_id
      left join organizations o on o.id = t.organization_id left join teams on teams.id = t.team_id
      left join inboxes i on i.id = t.inbox_id left join agents on agents.id = t.assignee_id
    where t.id = ${ticketId}`.execute(db);
  return rows[0] as TemplateFacts;
}

/** Every variable that has a value, as a customer reads it in this language. */
export function valuesIn(facts: TemplateFacts, language: string): Record<string, string> {
  const own = [
    ...ownValues('field', facts.customFields),
    ...ownValues('requester.field', facts.requesterFields),
    ...ownValues('organization.field', facts.organizationFields ?? {}),
  ];
  const priority = priorities[facts.priority] ?? 'medium';
  const { statusNames, requesterName, assigneeName } = facts;
  const values = {
    ...Object.fromEntries(own),
    'ticket.number': String(facts.number),
    'ticket.subject': facts.subject,
    'ticket.status': statusNames[language] ?? statusNames.en ?? '',
    'ticket.priority': priorityWords(language)[priority],
    'requester.name': requesterName,
    'requester.first_name': firstNameOf(requesterName),
    'requester.email': facts.requesterEmail,
    'organization.name': facts.organizationName,
    'agent.name': assigneeName,
    'agent.first_name': assigneeName === null ? null : firstNameOf(assigneeName),
    'team.name': facts.teamName,
    'inbox.name': facts.inboxName,
    'desk.name': facts.deskName,
  };
  return Object.fromEntries(Object.entries(values).filter((one): one is [string, string] => Boolean(one[1])));
}

function ownValues(prefix: string, values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, fieldInWords(value)]);
}

function fieldInWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(fieldInWords).join(', ');
  return value === null || typeof value === 'object' ? '' : String(value);
}
