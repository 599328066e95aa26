import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { updateViewBody, ViewLook, viewBody } from '../../../contract/views.ts';
import { readCondition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readCatalogue } from '../../tickets/reads/asker.ts';
import { ownView, viewNotFound } from '../reads/find.ts';
import { teamIdOf } from '../reads/team.ts';
import { forgetLook, keepLook } from '../store/looks.ts';
import {
  deleteView,
  insertView,
  type LockedView,
  lockView,
  orderViewsOf,
  updateViewRow,
  type ViewOwner,
} from '../store/saved-views.ts';

// Saved views: an agent's own are kept by the agent, about whom nobody else is told; a team's and everybody's by who may share them.
// How an agent likes to see a view is kept beside it, and changes it for nobody else.

type Saving = { actor: AgentActor; request: FastifyRequest };
type NewView = z.output<typeof viewBody>;
type ViewChange = z.output<typeof updateViewBody>;

export async function addView(p: Platform, { body, ...by }: Saving & { body: NewView }): Promise<string> {
  const { kind, team, ...fields } = body;
  return transaction(p.db, async (tx) => {
    await checkAsked(tx, fields.condition);
    const owner = await ownerOf(tx, by.actor, { kind, team });
    const id = await insertView(tx, { fields, owner, at: p.clock.now() });
    await tell(tx, p, { ...by, owner, action: 'view.added', view: { id, name: fields.name } });
    return id;
  });
}

export async function updateView(
  p: Platform,
  id: string,
  { body, ...by }: Saving & { body: ViewChange },
): Promise<void> {
  const { kind, team, ...fields } = body;
  await transaction(p.db, async (tx) => {
    const before = await lockView(tx, { actor: by.actor, id });
    mustKeep(by.actor, before.owner);
    if (fields.condition !== undefined) await checkAsked(tx, fields.condition);
    const owner = kind === undefined ? null : await ownerOf(tx, by.actor, { kind, team: team ?? null });
    await updateViewRow(tx, { rowId: before.rowId, fields, owner, at: p.clock.now() });
    await forgetLook(tx, { agentId: by.actor.id, viewId: id });
    const details = { changed: Object.keys(body) };
    const shared = [before.owner, ...(owner ? [owner] : [])].find(isShared);
    if (shared) await tell(tx, p, { ...by, owner: shared, action: 'view.changed', view: before, details });
  });
}

export async function removeView(p: Platform, id: string, by: Saving): Promise<void> {
  await transaction(p.db, async (tx) => {
    const before = await lockView(tx, { actor: by.actor, id });
    mustKeep(by.actor, before.owner);
    await deleteView(tx, before);
    await tell(tx, p, { ...by, owner: before.owner, action: 'view.removed', view: before });
  });
}

export async function orderViews(p: Platform, ids: readonly string[], by: Saving): Promise<void> {
  await transaction(p.db, async (tx) => {
    const owners: ViewOwner[] = [];
    for (const id of ids) owners.push((await lockView(tx, { actor: by.actor, id })).owner);
    const [owner] = owners;
    if (owner === undefined) return;
    if (owners.some((other) => JSON.stringify(other) !== JSON.stringify(owner))) {
      throw new AppError('invalid', 'views_of_several', 'Views are ordered among those of one owner.');
    }
    mustKeep(by.actor, owner);
    await orderViewsOf(tx, owner, ids);
    await tell(tx, p, { ...by, owner, action: 'views.ordered', view: null });
  });
}

/** Of any view the agent has, the desk's own too. */
export async function lookAt(
  p: Platform,
  id: string,
  { actor, look }: { actor: AgentActor; look: ViewLook | null },
): Promise<void> {
  if (!(await ownView(p, actor, id))) throw viewNotFound();
  const whose = { agentId: actor.id, viewId: id };
  await (look === null ? forgetLook(p.db, whose) : keepLook(p.db, { ...whose, look }));
}

/** What cannot be asked of all tickets is refused when it is saved. An agent asks it: "me" and "my teams" are whoever looks. */
async function checkAsked(tx: Tx, condition: unknown): Promise<void> {
  readCondition(condition, 'sql', { catalogue: await readCatalogue(tx) });
}

async function ownerOf(tx: Tx, actor: AgentActor, { kind, team }: Pick<NewView, 'kind' | 'team'>): Promise<ViewOwner> {
  if ((kind === 'team') !== (team !== null)) {
    throw new AppError('invalid', 'view_team', 'A view of a team names the team, and no other does.', {
      fields: { team: 'Name the team of a view that is a team’s.' },
    });
  }
  const owner = {
    kind,
    agentId: kind === 'agent' ? actor.id : null,
    teamId: team === null ? null : await teamIdOf(tx, team),
  };
  mustKeep(actor, owner);
  return owner;
}

function isShared({ kind }: ViewOwner): boolean {
  return kind !== 'agent';
}

function mustKeep(actor: AgentActor, owner: ViewOwner): void {
  if (!isShared(owner) || may(actor, 'views.share')) return;
  throw new AppError('forbidden', 'not_allowed', 'Your role does not allow this.');
}

type Told = Saving & {
  owner: ViewOwner;
  action: string;
  view: Pick<LockedView, 'id' | 'name'> | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, owner, action, view, details = {} }: Told): Promise<void> {
  if (!isShared(owner)) return;
  const at = p.clock.now();
  await recordEvents(tx, { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'view' }, [
    { type: 'views.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'view',
    ...(view && { objectId: view.id }),
    details: { ...details, ...(view && { name: view.name.en }) },
  });
}
