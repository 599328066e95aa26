import { skillBody, skillList, skillParams, skillReply, updateSkillBody } from '../../../contract/assignment.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addSkill, removeSkill, updateSkill } from '../commands/manage-skills.ts';
import { getSkill, listSkills } from '../reads/skills.ts';

const tag = 'Assignment';
const access = { may: 'teams.manage' } as const;

export const skillRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/skills',
    access,
    summary: 'What agents may know, and which tickets ask for it',
    tag,
    replies: { 200: skillList },
    run: async () => ({ skills: await listSkills(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/skills',
    access,
    summary: 'Add a skill',
    tag,
    body: skillBody,
    replies: { 201: skillReply },
    run: async ({ actor, request, body }) => ({
      skill: await getSkill(p.db, await addSkill(p, { actor, request, fields: body })),
    }),
  }),
  route({
    method: 'PATCH',
    url: '/api/skills/:skillId',
    access,
    summary: 'Rename a skill or say which tickets ask for it',
    tag,
    params: skillParams,
    body: updateSkillBody,
    replies: { 200: skillReply },
    async run({ actor, request, params, body }) {
      await updateSkill(p, params.skillId, { actor, request, fields: body });
      return { skill: await getSkill(p.db, params.skillId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/skills/:skillId',
    access,
    summary: 'Remove a skill; nobody has it and no ticket asks for it any more',
    tag,
    params: skillParams,
    replies: { 204: null },
    run: ({ actor, request, params }) => removeSkill(p, params.skillId, { actor, request }),
  }),
];
