import { sql } from 'kysely';
import { builtIn, type Catalogue } from '../../../domain/conditions/catalogue.ts';
import { type Condition, conditionSchema } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { systemViews, teamCondition, type ViewSort, workOfTeam } from '../../../domain/views.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCatalogue } from '../../tickets/reads/asker.ts';

/** A view as an agent finds it, wherever it comes from. */
export type FoundView = {
  id: string;
  slug: string | null;
  name: { en: string; 'pt-BR'?: string };
  kind: 'system' | 'team' | 'agent';
  sort: ViewSort;
  condition: Condition;
};

/**
 * Every view of an agent, in the order they are shown: the ten of the desk, one for each team of theirs, what they or a team
 * of theirs saved.
 */
export async function viewsOf(p: Platform, actor: AgentActor): Promise<FoundView[]> {
  const { rows } = await sql<TeamRow | SavedRow>`
    select 'team' as kind, uuid, slug, name as team_name, null::jsonb as name, null::jsonb as condition, 'due' as sort, 0 as position
    from teams where id = any(${[...actor.teamIds]}::bigint[])
    union all
    select 'saved', uuid, slug, null, name, condition, sort, position + 1 from views
    where ${isTheirs(actor)} order by position, team_name, uuid`.execute(p.db);
  const hasSaved = rows.some(({ kind }) => kind === 'saved');
  const catalogue = hasSaved ? await readCatalogue(p.db) : builtIn;
  return [...desk, ...rows.map((row) => foundView(row, catalogue))];
}

const desk: readonly FoundView[] = systemViews.map((view) => ({ ...view, kind: 'system' }));
const bySlug = new Map(desk.flatMap((view) => [[view.slug, view] as const, [view.id, view] as const]));

/**
 * The view a caller names by id or slug. The desk's own and `team:<slug>` need no statement (the list looks the team up itself),
 * which keeps a list at two.
 */
export async function findView(p: Platform, actor: AgentActor, named: string): Promise<FoundView & { team?: string }> {
  const known = bySlug.get(named);
  if (known) return known;
  if (named.startsWith(teamPrefix)) return teamView(named.slice(teamPrefix.length));
  const found = uuidShape.test(named)
    ? (await viewsOf(p, actor)).find(({ id }) => id === named.toLowerCase())
    : undefined;
  if (!found) throw new AppError('not_found', 'view_not_found', 'There is no such view.');
  return found;
}

const teamPrefix = 'team:';
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function teamView(slug: string): FoundView & { team: string } {
  return { id: '', slug, name: { en: slug }, kind: 'team', sort: 'due', condition: workOfTeam, team: slug };
}

function isTheirs(actor: AgentActor) {
  return sql`(owner_kind = 'system' or agent_id = ${actor.id} or team_id = any(${[...actor.teamIds]}::bigint[]))`;
}

type TeamRow = { kind: 'team'; uuid: string; slug: string; team_name: string };
type SavedRow = {
  kind: 'saved';
  uuid: string;
  slug: string | null;
  name: FoundView['name'];
  condition: unknown;
  sort: ViewSort;
};

function foundView(row: TeamRow | SavedRow, catalogue: Catalogue): FoundView {
  const { uuid: id, slug } = row;
  if (row.kind === 'team') {
    const name = { en: row.team_name };
    return { id, slug: `${teamPrefix}${slug}`, name, kind: 'team', sort: 'due', condition: teamCondition(id) };
  }
  return { id, slug, name: row.name, kind: 'agent', sort: row.sort, condition: readSaved(row, catalogue) };
}

/** A stored condition is read by the catalogue of today: one that no longer fits is an error with the view's name in it. */
function readSaved({ uuid, condition }: SavedRow, catalogue: Catalogue): Condition {
  const read = conditionSchema('sql', catalogue).safeParse(condition);
  if (read.success) return read.data;
  throw new AppError('invalid', 'view_condition_invalid', `The condition of view ${uuid} can no longer be read.`);
}
