import {
  agentList,
  agentParams,
  agentReply,
  auditList,
  auditQuery,
  roleList,
  teamBody,
  teamList,
  teamParams,
  teamReply,
  updateAgentBody,
  updateTeamBody,
} from '../../contract/agents.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { updateAgent } from './commands/manage-agents.ts';
import { addTeam, removeTeam, updateTeam } from './commands/manage-teams.ts';
import { getAgent, listAgents } from './reads/agents.ts';
import { listAudit } from './reads/audit.ts';
import { listRoles } from './reads/roles.ts';
import { getTeam, listTeams } from './reads/teams.ts';

export const agentRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/agents',
    access: { signedIn: true },
    summary: 'Everybody who works here',
    tag: 'Agents',
    replies: { 200: agentList },
    run: async () => ({ agents: await listAgents(p.db) }),
  }),
  route({
    method: 'GET',
    url: '/api/agents/:agentId',
    access: { signedIn: true },
    summary: 'One agent',
    tag: 'Agents',
    params: agentParams,
    replies: { 200: agentReply },
    run: async ({ params }) => ({ agent: await getAgent(p.db, params.agentId) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/agents/:agentId',
    access: { may: 'agents.manage' },
    summary: 'Change an agent’s name, address, role or teams, or turn the account off',
    tag: 'Agents',
    params: agentParams,
    body: updateAgentBody,
    replies: { 200: agentReply },
    async run({ actor, request, params, body }) {
      await updateAgent(p, params.agentId, { actor, request, body });
      return { agent: await getAgent(p.db, params.agentId) };
    },
  }),
  ...teamRoutes(p),
  route({
    method: 'GET',
    url: '/api/roles',
    access: { signedIn: true },
    summary: 'The roles an agent can have, and what each may do',
    tag: 'Agents',
    replies: { 200: roleList },
    run: async () => ({ roles: await listRoles(p.db) }),
  }),
  route({
    method: 'GET',
    url: '/api/audit',
    access: { may: 'audit.read' },
    summary: 'Who changed what, newest first',
    tag: 'Agents',
    query: auditQuery,
    replies: { 200: auditList },
    run: async ({ query }) => listAudit(p.db, query),
  }),
];

const teamRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/teams',
    access: { signedIn: true },
    summary: 'The teams and who is in them',
    tag: 'Teams',
    replies: { 200: teamList },
    run: async () => ({ teams: await listTeams(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/teams',
    access: { may: 'teams.manage' },
    summary: 'Add a team',
    tag: 'Teams',
    body: teamBody,
    replies: { 201: teamReply },
    run: async ({ actor, request, body }) => ({
      team: await getTeam(p.db, await addTeam(p, { actor, request, body })),
    }),
  }),
  route({
    method: 'PATCH',
    url: '/api/teams/:teamId',
    access: { may: 'teams.manage' },
    summary: 'Rename a team or say who is in it',
    tag: 'Teams',
    params: teamParams,
    body: updateTeamBody,
    replies: { 200: teamReply },
    async run({ actor, request, params, body }) {
      await updateTeam(p, params.teamId, { actor, request, body });
      return { team: await getTeam(p.db, params.teamId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/teams/:teamId',
    access: { may: 'teams.manage' },
    summary: 'Remove a team that no ticket belongs to',
    tag: 'Teams',
    params: teamParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeTeam(p, params.teamId, { actor, request }),
  }),
];
