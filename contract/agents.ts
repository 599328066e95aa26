import { z } from 'zod';
import { mostTiers } from '../domain/tickets/escalate.ts';
import { emailAddress, instant, locale, next, page, publicId, shortText, teamRef, theme } from './common.ts';

// Paths: GET, POST /api/agents · GET, PATCH /api/agents/:agentId · POST /api/agents/:agentId/invite (a new link) ·
// GET, POST /api/teams · PATCH, DELETE /api/teams/:teamId · GET /api/roles · GET /api/audit.

const roleSlug = z.string().min(1).max(60);
export const agent = z.strictObject({
  id: publicId,
  name: z.string(),
  email: z.string(),
  role: z.string(),
  isActive: z.boolean(),
  locale,
  theme,
  teams: z.array(teamRef),
  hasSignedIn: z.boolean(),
  createdAt: instant,
});
export type Agent = z.infer<typeof agent>;
export const agentList = z.strictObject({ agents: z.array(agent) });
export const agentReply = z.strictObject({ agent });
export const agentParams = z.strictObject({ agentId: publicId });
export const createAgentBody = z.strictObject({
  name: shortText,
  email: emailAddress,
  role: roleSlug,
  teams: z.array(publicId).max(100).optional(),
  locale: locale.optional(),
});
/** The invite link is shown where no mail leaves the desk; it works once, for 7 days. */
export const invitedReply = z.strictObject({ agent, inviteUrl: z.string().nullable() });
export const updateAgentBody = z.strictObject({
  name: shortText.optional(),
  email: emailAddress.optional(),
  role: roleSlug.optional(),
  isActive: z.boolean().optional(),
  teams: z.array(publicId).max(100).optional(),
});

/** One name for each tier of a team, lowest first; an empty one is called by its number. */
const tiers = z.array(z.string().trim().max(40)).min(1).max(mostTiers);
export const team = z.strictObject({
  id: publicId,
  slug: z.string(),
  name: z.string(),
  tiers: z.array(z.string()),
  members: z.array(z.strictObject({ id: publicId, name: z.string(), tier: z.int() })),
});
export type Team = z.infer<typeof team>;
export const teamList = z.strictObject({ teams: z.array(team) });
export const teamReply = z.strictObject({ team });
export const teamParams = z.strictObject({ teamId: publicId });
/** `memberTiers`: the tier of each member who is not in the first. */
export const teamBody = z.strictObject({
  name: shortText,
  tiers: tiers.optional(),
  members: z.array(publicId).max(1000).optional(),
  memberTiers: z.record(publicId, z.int().min(1).max(mostTiers)).optional(),
});
export const updateTeamBody = teamBody.partial();

export const role = z.strictObject({
  slug: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  scope: z.string(),
  isBuiltIn: z.boolean(),
});
export const roleList = z.strictObject({ roles: z.array(role) });

export const auditEntry = z.strictObject({
  id: z.string(),
  at: instant,
  actor: z.string().nullable(),
  action: z.string(),
  objectKind: z.string().nullable(),
  objectId: z.string().nullable(),
  /** What it is called now; null where it has no name, or is gone. */
  objectName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export const auditQuery = z.strictObject({ ...page });
export const auditList = z.strictObject({ entries: z.array(auditEntry), next });
