import { templatePreviewBody, templatePreviewReply, templateVariableList } from '../../../contract/templates.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { previewTemplate } from '../commands/preview-template.ts';
import { deskLanguages } from '../reads/languages.ts';
import { variablesOf } from '../reads/variables.ts';

const tag = 'Templates';

export const templateRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/template-variables',
    access: { may: 'tickets.read' },
    summary: 'What texts may say of a ticket, and the languages customers are answered in',
    tag,
    replies: { 200: templateVariableList },
    run: async () => ({ variables: await variablesOf(p.db), languages: await deskLanguages(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/template-previews',
    access: { may: 'tickets.read' },
    summary: 'A text with variables as it reads on a ticket, with what has no value there; nothing is sent',
    tag,
    body: templatePreviewBody,
    replies: { 200: templatePreviewReply },
    run: async ({ actor, body }) => previewTemplate(p, { actor, number: body.ticket, texts: body.texts }),
  }),
];
