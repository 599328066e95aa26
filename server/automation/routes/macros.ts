import {
  macroBody,
  macroList,
  macroOnTicketParams,
  macroOrderBody,
  macroParams,
  macroPreviewReply,
  macroReply,
  updateMacroBody,
} from '../../../contract/macros.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addMacro, orderOwnMacros, orderSharedMacros, removeMacro, updateMacro } from '../commands/manage-macros.ts';
import { applyMacro, previewMacro } from '../commands/use-macro.ts';
import { getMacro, ownMacros, sharedMacros, usableMacros } from '../reads/macros.ts';

const tag = 'Automation';
const access = { may: 'tickets.reply' } as const;
const manage = { may: 'macros.manage' } as const;

export const macroRoutes = (p: Platform): Route[] => [
  ...listRoutes(p),
  ...orderRoutes(p),
  route({
    method: 'POST',
    url: '/api/macros',
    access,
    summary: 'Add a macro of one’s own, or one for everybody, after all others',
    tag,
    body: macroBody,
    replies: { 201: macroReply },
    run: async ({ actor, request, body: { isShared, ...fields } }) => ({
      macro: await getMacro(p.db, await addMacro(p, { actor, request, isShared, fields })),
    }),
  }),
  route({
    method: 'PATCH',
    url: '/api/macros/:macroId',
    access,
    summary: 'Change a macro',
    tag,
    params: macroParams,
    body: updateMacroBody,
    replies: { 200: macroReply },
    async run({ actor, request, params: { macroId }, body: fields }) {
      await updateMacro(p, macroId, { actor, request, fields });
      return { macro: await getMacro(p.db, macroId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/macros/:macroId',
    access,
    summary: 'Remove a macro; what agents did with it stays',
    tag,
    params: macroParams,
    replies: { 204: null },
    run: async ({ actor, request, params: { macroId } }) => removeMacro(p, macroId, { actor, request }),
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/macros/:macroId/preview',
    access,
    summary: 'What a macro would write and do on a ticket; nothing is changed',
    tag,
    params: macroOnTicketParams,
    replies: { 200: macroPreviewReply },
    run: async ({ actor, params }) => ({ preview: await previewMacro(p, { actor, ...params }) }),
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/macros/:macroId',
    access,
    summary: 'Do what a macro does, all of it or nothing; its text is not sent',
    tag,
    params: macroOnTicketParams,
    replies: { 204: null },
    run: ({ actor, params }) => applyMacro(p, { actor, ...params }),
  }),
];

const listRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/macros',
    access,
    summary: 'The macros one may use: everybody’s that are on, then one’s own',
    tag,
    replies: { 200: macroList },
    run: async ({ actor }) => ({ macros: await usableMacros(p.db, actor) }),
  }),
  route({
    method: 'GET',
    url: '/api/macros/shared',
    access: manage,
    summary: 'Everybody’s macros, also those that are off',
    tag,
    replies: { 200: macroList },
    run: async () => ({ macros: await sharedMacros(p.db) }),
  }),
  route({
    method: 'GET',
    url: '/api/macros/own',
    access,
    summary: 'One’s own macros, also those that are off',
    tag,
    replies: { 200: macroList },
    run: async ({ actor }) => ({ macros: await ownMacros(p.db, actor) }),
  }),
];

const orderRoutes = (p: Platform): Route[] => [
  route({
    method: 'PUT',
    url: '/api/macros/order',
    access: manage,
    summary: 'Say in which order everybody’s macros are offered',
    tag,
    body: macroOrderBody,
    replies: { 200: macroList },
    async run({ actor, request, body }) {
      await orderSharedMacros(p, body.macros, { actor, request });
      return { macros: await sharedMacros(p.db) };
    },
  }),
  route({
    method: 'PUT',
    url: '/api/macros/own/order',
    access,
    summary: 'Say in which order one’s own macros are offered',
    tag,
    body: macroOrderBody,
    replies: { 200: macroList },
    async run({ actor, body }) {
      await orderOwnMacros(p, body.macros, actor);
      return { macros: await ownMacros(p.db, actor) };
    },
  }),
];
