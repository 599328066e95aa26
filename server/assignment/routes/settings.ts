import { agentParams, teamParams } from '../../../contract/agents.ts';
import {
  agentLimitsList,
  agentLimitsReply,
  assignmentReply,
  channelWeightsBody,
  teamAssignmentBody,
  updateLimitsBody,
} from '../../../contract/assignment.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { updateLimits } from '../commands/manage-limits.ts';
import { setTeamRules, setWeights } from '../commands/manage-teams.ts';
import { getLimits, listLimits } from '../reads/limits.ts';
import { listTeamAssignments } from '../reads/teams.ts';
import { listWeights } from '../reads/weights.ts';

const tag = 'Assignment';
const readSettings = async (p: Platform) => ({
  teams: await listTeamAssignments(p.db),
  weights: await listWeights(p.db),
});

export const settingsRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/assignment',
    access: { may: 'teams.manage' },
    summary: 'How teams give out their tickets, and what tickets weigh',
    tag,
    replies: { 200: assignmentReply },
    run: () => readSettings(p),
  }),
  route({
    method: 'PUT',
    url: '/api/teams/:teamId/assignment',
    access: { may: 'teams.manage' },
    summary: 'Say how a team gives out its tickets, and when they go back',
    tag,
    params: teamParams,
    body: teamAssignmentBody,
    replies: { 200: assignmentReply },
    async run({ actor, request, params, body }) {
      await setTeamRules(p, params.teamId, { actor, request, rules: body });
      return readSettings(p);
    },
  }),
  route({
    method: 'PUT',
    url: '/api/channel-weights',
    access: { may: 'teams.manage' },
    summary: 'Say what an open ticket of a channel weighs on who holds it',
    tag,
    body: channelWeightsBody,
    replies: { 200: assignmentReply },
    async run({ actor, request, body }) {
      await setWeights(p, { actor, request, weights: body.weights });
      return readSettings(p);
    },
  }),
  ...limitRoutes(p),
];

const limitRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/agent-limits',
    access: { may: 'agents.manage' },
    summary: 'What each agent can take: how much, when, and what they know',
    tag,
    replies: { 200: agentLimitsList },
    run: async () => ({ limits: await listLimits(p.db, p.clock.now()) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/agents/:agentId/limits',
    access: { may: 'agents.manage' },
    summary: 'Change what an agent can take',
    tag,
    params: agentParams,
    body: updateLimitsBody,
    replies: { 200: agentLimitsReply },
    async run({ actor, request, params: { agentId }, body }) {
      await updateLimits(p, agentId, { actor, request, changes: body });
      return { limits: await getLimits(p.db, { agentId, now: p.clock.now() }) };
    },
  }),
];
