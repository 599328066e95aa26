import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '../server/platform/http/route.ts';
import { type Desk, startDesk } from './server.ts';

let desk: Desk;
beforeAll(async () => {
  const who = route({
    method: 'GET',
    url: '/api/who',
    access: { signedIn: true },
    summary: 'Who asks',
    tag: 'test',
    replies: { 200: z.object({ email: z.string(), viaToken: z.boolean() }) },
    run: async ({ actor }) => ({ email: actor.email, viaToken: actor.viaToken }),
  });
  desk = await startDesk({ routes: () => [who] });
});
afterAll(() => desk.close());

test('the cast can ask by session and by token, a visitor cannot', async () => {
  expect((await desk.as('ana').get('/api/who')).body).toEqual({ email: 'ana@atende.example', viaToken: false });
  expect((await desk.as('lia', 'token').get('/api/who')).body).toEqual({ email: 'lia@atende.example', viaToken: true });
  expect((await desk.visitor.get('/api/who')).status).toBe(401);
});
