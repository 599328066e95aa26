import { sql } from 'kysely';
import type { View, ViewLook } from '../../../contract/views.ts';
import { builtIn, type Catalogue } from '../../../domain/conditions/catalogue.ts';
import { type Condition, conditionSchema } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { systemViews, teamCondition, workOfTeam } from '../../../domain/views.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCatalogue } from '../../tickets/reads/asker.ts';

/** A view as an agent has it, wherever it comes from. `isBroken`: what it asks cannot be asked any more. */
export type FoundView = Omit<View, 'count' | 'isMore'> & { isSaved: boolean; isBroken: boolean };
/** `position`: how far the log was numbered when they were read. */
export type FoundViews = { views: FoundView[]; position: number };

/**
 * Every view of an agent, in the order they are shown: the ten of the desk, those made for everybody, one for each team of theirs
 * and what it saved, their own. One statement.
 */
export async function viewsOf(p: Platform, actor: AgentActor): Promise<FoundViews> {
  const { rows } = await sql<Found>`
    select (select last from event_positions where id = ${1}) as position,
      coalesce((select jsonb_agg(jsonb_build_object('id', uuid, 'slug', slug, 'name', name) order by name, uuid)
        from teams where id = any(${[...actor.teamIds]}::bigint[])), '[]') as teams,
      coalesce((select jsonb_agg(${savedColumns(actor.teamIds)} order by teams.name nulls first, views.position, views.id)
        from views left join teams on teams.id = views.team_id where ${isTheirs(actor)}), '[]') as saved,
      coalesce((select jsonb_object_agg(view_id, jsonb_build_object('sort', sort, 'isReversed', is_reversed,
        'layout', layout, 'columns', columns, 'isHidden', is_hidden)) from view_looks where agent_id = ${actor.id}), '{}') as looks`.execute(
    p.db,
  );
  const { position, teams, saved, looks } = rows[0] ?? { position: 0, teams: [], saved: [], looks: {} };
  const catalogue = saved.length > 0 ? await readCatalogue(p.db) : builtIn;
  const made = saved.map((row) => foundView(row, { catalogue, actor }));
  const all = [...desk, ...teams.map(viewOfTeam), ...made].sort((a, b) => ranks[a.kind] - ranks[b.kind]);
  return { views: all.map((view) => ({ ...view, ...chosen(looks[view.id]) })), position };
}

type Look = { [Part in keyof ViewLook]: ViewLook[Part] | null };
type Team = NonNullable<View['team']>;
type SavedRow = Pick<View, 'id' | 'name' | 'team' | 'sort' | 'isReversed' | 'layout' | 'columns'> & {
  kind: 'workspace' | 'team' | 'agent';
  condition: unknown;
  /** Of a team the agent is not in. */
  isElsewhere: boolean;
};
type Found = { position: number; teams: Team[]; saved: SavedRow[]; looks: Record<string, Look> };

const savedColumns = (
  teamIds: readonly number[],
) => sql`jsonb_build_object('id', views.uuid, 'name', views.name, 'kind', owner_kind,
  'team', case when team_id is null then null else jsonb_build_object('id', teams.uuid, 'slug', teams.slug, 'name', teams.name) end,
  'isElsewhere', team_id is not null and not (team_id = any(${[...teamIds]}::bigint[])),
  'condition', condition, 'sort', sort, 'isReversed', is_reversed, 'layout', layout, 'columns', columns)`;

/** Who may share views keeps those of every team; those of other teams stay out of their way until they want them. */
export function isTheirs(actor: AgentActor) {
  const ofTeams = may(actor, 'views.share')
    ? sql`team_id is not null`
    : sql`team_id = any(${[...actor.teamIds]}::bigint[])`;
  return sql`(owner_kind = 'workspace' or agent_id = ${actor.id} or ${ofTeams})`;
}

const ranks: Record<View['kind'], number> = { system: 0, workspace: 1, team: 2, agent: 3 };
const plain = {
  team: null,
  isReversed: false,
  layout: 'list',
  columns: [],
  canEdit: false,
  isHidden: false,
  isSaved: false,
  isBroken: false,
} as const satisfies Partial<FoundView>;

const desk: readonly FoundView[] = systemViews.map((view) => ({ ...plain, ...view, kind: 'system', columns: [] }));
const bySlug = new Map(desk.flatMap((view) => [[view.slug, view] as const, [view.id, view] as const]));

/**
 * The view a caller names by id or slug. The desk's own and `team:<slug>` need no statement (the list looks the team up itself),
 * which keeps a list at two.
 */
export async function findView(
  p: Platform,
  actor: AgentActor,
  named: string,
): Promise<FoundView & { teamSlug?: string }> {
  const known = bySlug.get(named);
  if (known) return known;
  if (named.startsWith(teamPrefix)) return teamView(named.slice(teamPrefix.length));
  const found = uuidShape.test(named) ? await ownView(p, actor, named.toLowerCase()) : undefined;
  if (!found) throw viewNotFound();
  if (found.isBroken) {
    throw new AppError(
      'invalid',
      'view_condition_invalid',
      `What the view ${found.id} asks for can no longer be asked.`,
    );
  }
  return found;
}

/** One of those an agent has. */
export async function ownView(p: Platform, actor: AgentActor, id: string): Promise<FoundView | undefined> {
  return (await viewsOf(p, actor)).views.find((view) => view.id === id);
}

export function viewNotFound(): AppError {
  return new AppError('not_found', 'view_not_found', 'There is no such view.');
}

const teamPrefix = 'team:';
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function teamView(slug: string): FoundView & { teamSlug: string } {
  const view = viewOfTeam({ id: '', slug, name: slug });
  return { ...view, condition: workOfTeam, teamSlug: slug };
}

function viewOfTeam(team: Team): FoundView {
  const { id, slug, name } = team;
  const condition = teamCondition(id);
  return {
    ...plain,
    id,
    slug: `${teamPrefix}${slug}`,
    name: { en: name },
    kind: 'team',
    team,
    sort: 'due',
    condition,
    columns: [],
  };
}

/** A stored condition is read by the catalogue of today: one that no longer fits is told of where the view is opened. */
function foundView(
  { isElsewhere, ...row }: SavedRow,
  { catalogue, actor }: { catalogue: Catalogue; actor: AgentActor },
): FoundView {
  const read = conditionSchema('sql', catalogue).safeParse(row.condition);
  return {
    ...row,
    slug: null,
    condition: row.condition as Condition,
    canEdit: row.kind === 'agent' || may(actor, 'views.share'),
    isHidden: isElsewhere,
    isSaved: true,
    isBroken: !read.success,
  };
}

/** What the agent chose of it; the rest stays as the view has it. */
function chosen(look: Look | undefined): Partial<FoundView> {
  return Object.fromEntries(Object.entries(look ?? {}).filter(([, value]) => value !== null));
}
