import { type RawBuilder, sql } from 'kysely';
import type { Names } from '../../../domain/conditions/text/speech.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { fold } from '../../../domain/text.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

/** A name that a search gives to something of a field. */
type NameAsked = { field: string; name: string };
/** Something of a field, and every name it goes by. */
type Found = { field: string; key: string; names: string[] };

const noOne = '00000000-0000-7000-8000-000000000000';

/** Names that find out which names a text speaks of: it is read as if each were known. */
export function askedNames(): { names: Names; asked: NameAsked[] } {
  const asked: NameAsked[] = [];
  const names: Names = {
    nameOf: () => undefined,
    keyOf(field, name) {
      if (!Object.hasOwn(lookups, field)) return undefined;
      asked.push({ field, name });
      return field === 'status' ? 'open' : noOne;
    },
  };
  return { names, asked };
}

/**
 * What these names mean, as far as the actor may know. One that several have means none of them; a person is best named by the
 * address, an organization by the domain.
 */
export async function readNames(db: Db, actor: AgentActor, asked: readonly NameAsked[]): Promise<Names> {
  const found = asked.length === 0 ? [] : await lookUp(db, actor, asked);
  return {
    nameOf: () => undefined,
    keyOf(field, name) {
      const wanted = fold(name);
      const called = found.filter((one) => one.field === field && one.names.some((its) => fold(its) === wanted));
      return called.length === 1 ? called[0]?.key : undefined;
    },
  };
}

async function lookUp(db: Db, actor: AgentActor, asked: readonly NameAsked[]): Promise<Found[]> {
  const parts = [...new Set(asked.map(({ field }) => field))].flatMap((field) => {
    const names = asked.filter((one) => one.field === field).map(({ name }) => name);
    const found = lookups[field]?.(names, actor);
    return found ? [sql`select ${field} as field, found.* from (${found}) found (key, names)`] : [];
  });
  const { rows } = await sql<Found>`${sql.join(parts, sql` union all `)}`.execute(db);
  return rows;
}

type Lookup = (names: readonly string[], actor: AgentActor) => RawBuilder<unknown>;

/** Who may not look through contacts knows those of the tickets they see: an answer here would tell that somebody is a customer. */
function isKnown(actor: AgentActor, whose: RawBuilder<unknown>): RawBuilder<unknown> {
  return may(actor, 'contacts.read')
    ? sql`true`
    : sql`exists (select from tickets where ${whose} and ${inScope(actor)})`;
}

const said = sql`array(select words from jsonb_each_text(name) as said (tongue, words))`;
const folded = (names: readonly string[]) => sql`any(${names.map(fold)}::text[])`;
const lower = (names: readonly string[]) => sql`any(${names.map((name) => name.toLowerCase())}::text[])`;

/** By field: what may be meant, with all its names. What an admin sets up is read whole, people and organizations by an index. */
const lookups: Record<string, Lookup> = {
  status: () => sql`select slug, slug || ${said} from statuses`,
  topic: () => sql`select uuid::text, slug || ${said} from topics`,
  team: () => sql`select uuid::text, array[slug, name] from teams`,
  inbox: () => sql`select uuid::text, array[name] from inboxes`,
  assignee: () => sql`select uuid::text, array[name, email] from agents`,
  requester: (names, actor) => sql`select contacts.uuid::text, array_remove(array_agg(value), null) || contacts.name
    from contacts left join contact_identities on contact_id = contacts.id
    where contacts.merged_into is null and contacts.id in (select contact_id from contact_identities where value = ${lower(names)}
      union select id from contacts where name_folded = ${folded(names)})
      and ${isKnown(actor, sql`tickets.requester_id = contacts.id`)} group by contacts.id`,
  organization: (
    names,
    actor,
  ) => sql`select organizations.uuid::text, array_remove(array_agg(domain), null) || organizations.name
    from organizations left join organization_domains on organization_id = organizations.id
    where organizations.id in (select organization_id from organization_domains where domain = ${lower(names)}
      union select id from organizations where name_folded = ${folded(names)})
      and ${isKnown(actor, sql`tickets.organization_id = organizations.id`)} group by organizations.id`,
};
