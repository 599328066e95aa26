import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  agentLimitsList,
  agentLimitsReply,
  assignmentReply,
  skillBody,
  skillList,
  skillReply,
  teamAssignmentBody,
  ticketAssignmentReply,
  updateLimitsBody,
} from '../../contract/assignment.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

export const ticketAssignmentQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'assignment'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof ticketAssignmentReply>>(`/api/tickets/${number}/assignment`, undefined, signal),
    select: ({ assignment }) => assignment,
  });

export const assignmentQuery = queryOptions({
  queryKey: [...keys.assignment, 'teams'],
  queryFn: ({ signal }) => api.get<z.infer<typeof assignmentReply>>('/api/assignment', undefined, signal),
});
export const setTeamAssignment = (teamId: string, body: z.input<typeof teamAssignmentBody>) =>
  api.put<z.infer<typeof assignmentReply>>(`/api/teams/${teamId}/assignment`, body);
export const setWeights = (weights: Record<string, number | null>) =>
  api.put<z.infer<typeof assignmentReply>>('/api/channel-weights', { weights });

export const limitsQuery = queryOptions({
  queryKey: [...keys.assignment, 'limits'],
  queryFn: ({ signal }) => api.get<z.infer<typeof agentLimitsList>>('/api/agent-limits', undefined, signal),
  select: ({ limits }) => limits,
  // Who is online is not told by the live stream.
  refetchInterval: 30_000,
});
export const updateLimits = (agentId: string, body: z.input<typeof updateLimitsBody>) =>
  api.patch<z.infer<typeof agentLimitsReply>>(`/api/agents/${agentId}/limits`, body);

export const skillsQuery = queryOptions({
  queryKey: [...keys.assignment, 'skills'],
  queryFn: ({ signal }) => api.get<z.infer<typeof skillList>>('/api/skills', undefined, signal),
  select: ({ skills }) => skills,
});
export const addSkill = (body: z.input<typeof skillBody>) => api.post<z.infer<typeof skillReply>>('/api/skills', body);
export const updateSkill = (id: string, body: z.input<typeof skillBody>) =>
  api.patch<z.infer<typeof skillReply>>(`/api/skills/${id}`, body);
export const removeSkill = (id: string) => api.delete<void>(`/api/skills/${id}`);
