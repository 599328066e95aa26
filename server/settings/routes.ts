import { settingsReply, updateSettingsBody } from '../../contract/settings.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { updateSettings } from './commands/update.ts';
import { readSettings } from './reads.ts';

export const settingsRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/settings',
    access: { signedIn: true },
    summary: 'What holds for the whole desk',
    tag: 'Settings',
    replies: { 200: settingsReply },
    run: async () => ({ settings: await readSettings(p) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/settings',
    access: { may: 'settings.manage' },
    summary: 'Change the company’s name, language, time zone or undo window',
    tag: 'Settings',
    body: updateSettingsBody,
    replies: { 200: settingsReply },
    async run({ actor, request, body }) {
      await updateSettings(p, { actor, request, body });
      return { settings: await readSettings(p) };
    },
  }),
];
