import {
  updateViewBody,
  viewBody,
  viewList,
  viewLookBody,
  viewOrderBody,
  viewParams,
  viewReply,
} from '../../../contract/views.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addView, lookAt, orderViews, removeView, updateView } from '../commands/save-views.ts';
import { countedViews } from '../counts-cache.ts';
import { viewNotFound } from '../reads/find.ts';

const tag = 'Views';
const access = { may: 'tickets.read' } as const;

export const savedViewRoutes = (p: Platform): Route[] => {
  const views = countedViews(p);
  const viewOf = async (actor: AgentActor, id: string) => {
    const view = (await views(actor)).find((one) => one.id === id);
    if (view) return { view };
    throw viewNotFound();
  };
  return [
    route({
      method: 'GET',
      url: '/api/views',
      access,
      summary: 'Your views with their counts, exact to 1,000 and at most two seconds old',
      tag,
      replies: { 200: viewList },
      run: async ({ actor }) => ({ views: await views(actor) }),
    }),
    route({
      method: 'POST',
      url: '/api/views',
      access,
      summary: 'Save a view of one’s own, for a team or for everybody, after all others of that owner',
      tag,
      body: viewBody,
      replies: { 201: viewReply },
      run: async ({ actor, request, body }) => viewOf(actor, await addView(p, { actor, request, body })),
    }),
    route({
      method: 'PATCH',
      url: '/api/views/:viewId',
      access,
      summary: 'Change a saved view',
      tag,
      params: viewParams,
      body: updateViewBody,
      replies: { 200: viewReply },
      async run({ actor, request, params: { viewId }, body }) {
        await updateView(p, viewId, { actor, request, body });
        return viewOf(actor, viewId);
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/views/:viewId',
      access,
      summary: 'Remove a saved view; its tickets stay as they are',
      tag,
      params: viewParams,
      replies: { 204: null },
      run: ({ actor, request, params: { viewId } }) => removeView(p, viewId, { actor, request }),
    }),
    route({
      method: 'PUT',
      url: '/api/views/order',
      access,
      summary: 'Say in which order the views of one owner are shown',
      tag,
      body: viewOrderBody,
      replies: { 200: viewList },
      async run({ actor, request, body }) {
        await orderViews(p, body.views, { actor, request });
        return { views: await views(actor) };
      },
    }),
    ...lookRoutes(p, viewOf),
  ];
};

type ViewOf = (
  actor: AgentActor,
  id: string,
) => Promise<{ view: Awaited<ReturnType<ReturnType<typeof countedViews>>>[number] }>;

const lookRoutes = (p: Platform, viewOf: ViewOf): Route[] => [
  route({
    method: 'PATCH',
    url: '/api/views/:viewId/look',
    access,
    summary: 'Say how you want to see a view: order, layout, columns, whether at all',
    tag,
    params: viewParams,
    body: viewLookBody,
    replies: { 200: viewReply },
    async run({ actor, params: { viewId }, body: look }) {
      await lookAt(p, viewId, { actor, look });
      return viewOf(actor, viewId);
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/views/:viewId/look',
    access,
    summary: 'See a view as it was made again',
    tag,
    params: viewParams,
    replies: { 200: viewReply },
    async run({ actor, params: { viewId } }) {
      await lookAt(p, viewId, { actor, look: null });
      return viewOf(actor, viewId);
    },
  }),
];
