import { removedReply } from '../../contract/fields.ts';
import {
  removeTopicQuery,
  topicBody,
  topicList,
  topicListQuery,
  topicOrderBody,
  topicParams,
  topicReply,
  updateTopicBody,
} from '../../contract/topics.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { addTopic, orderTopics, removeTopic, updateTopic } from './commands.ts';
import { getTopic, listTopics } from './reads/topics.ts';

const tag = 'Topics';

export const topicRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/topics',
    access: { signedIn: true },
    summary: 'What tickets are about: a tree, each topic with its form and its checklist',
    tag,
    query: topicListQuery,
    replies: { 200: topicList },
    run: async ({ query }) => ({ topics: await listTopics(p.db, { withArchived: query.include === 'archived' }) }),
  }),
  route({
    method: 'POST',
    url: '/api/topics',
    access: { may: 'topics.manage' },
    summary: 'Add a topic, after its siblings',
    tag,
    body: topicBody,
    replies: { 201: topicReply },
    run: async ({ actor, request, body }) => ({
      topic: await getTopic(p.db, await addTopic(p, { actor, request, body })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/api/topics/order',
    access: { may: 'topics.manage' },
    summary: 'Say in which order siblings are shown',
    tag,
    body: topicOrderBody,
    replies: { 200: topicList },
    async run({ actor, request, body }) {
      await orderTopics(p, body.topics, { actor, request });
      return { topics: await listTopics(p.db, { withArchived: true }) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/topics/:topicId',
    access: { may: 'topics.manage' },
    summary: 'Change a topic or move it; `isArchived: false` brings one back',
    tag,
    params: topicParams,
    body: updateTopicBody,
    replies: { 200: topicReply },
    async run({ actor, request, params, body }) {
      await updateTopic(p, params.topicId, { actor, request, body });
      return { topic: await getTopic(p.db, params.topicId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/topics/:topicId',
    access: { may: 'topics.manage' },
    summary: 'Remove a topic; one that tickets name is archived',
    tag,
    params: topicParams,
    query: removeTopicQuery,
    replies: { 200: removedReply },
    async run({ actor, request, params, query }) {
      const tickets = query.tickets === 'none' ? null : query.tickets;
      return { became: await removeTopic(p, params.topicId, { actor, request, tickets }) };
    },
  }),
];
