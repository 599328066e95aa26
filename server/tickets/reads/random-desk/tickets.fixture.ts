import type { TicketCalendar } from '../../../../domain/business-hours/ticket-calendars.ts';
import type { CustomField } from '../../../../domain/conditions/custom-fields.ts';
import type { Named, TicketFacts } from '../../../../domain/conditions/facts.ts';
import { newId } from '../../../platform/ids.ts';
import type { Db } from '../../../platform/platform.ts';
import { addCalendars } from './calendars.fixture.ts';
import { makeTicket } from './facts.fixture.ts';
import { addNamed, type Rows } from './named.fixture.ts';
import { customFields } from './own-fields.fixture.ts';
import { seeded } from './random.fixture.ts';
import { insertTickets } from './rows.fixture.ts';
import { domains, emails, tags } from './words.fixture.ts';

/** Tickets made at random beside the facts the predicate is asked about: written and known apart, never read back. */
export type Made = {
  now: Date;
  tickets: TicketFacts[];
  ids: Map<number, number>;
  me: { id: number; teamIds: number[] };
  calendars: TicketCalendar[];
  customFields: CustomField[];
  values: Record<string, string[]>;
};

export async function addTickets(db: Db, now: Date): Promise<Made> {
  const random = seeded(1);
  const rows = await addNamed(db);
  const calendars = await addCalendars(db, rows);
  const tickets = Array.from({ length: 150 }, (_, index) => makeTicket(random, { rows, now, number: index + 1 }));
  const ids = await insertTickets(db, tickets);
  const [me] = rows.agents;
  const who = { id: me?.id ?? 0, teamIds: rows.teams.slice(0, 2).map(({ id }) => id) };
  return { now, tickets, ids, me: who, calendars, customFields, values: valuesToAskFor(rows) };
}

/** Values that questions are asked with: some that tickets have, and some that none has. */
function valuesToAskFor(rows: Rows): Record<string, string[]> {
  const keys = (list: Named[]) => [...list.map(({ key }) => key), newId()];
  return {
    status: [...rows.statuses.map(({ key }) => key), 'no-such-status'],
    topic: keys(rows.topics),
    team: [...keys(rows.teams), 'my_teams'],
    assignee: [...keys(rows.agents), 'me'],
    requester: keys(rows.contacts),
    organization: keys(rows.organizations),
    inbox: keys(rows.inboxes),
    channel: ['email', 'api', 'whatsapp', 'Email'],
    language: ['pt-BR', 'en', 'pt', 'de'],
    requester_language: ['pt-BR', 'en', 'fr'],
    requester_phone: ['+551199990', '9999', '+55119999'],
    'field:order_number': ['A-1', 'a-', 'orgao', 'Nº', '7', '%'],
    'requester.code': ['Ação 100%', 'acao 100%', 'A_B', 'a'],
    'organization.code': ['Ação 100%', 'ACAO 100%', 'a_b', 'b'],
    tags: [...tags, 'unused'],
    requester_email: [...emails, 'JOAO+1', 'goes', '@correio', '_', 'gao'],
    organization_domain: [...domains, 'PADARIA', '.example', 'goes'],
  };
}
