import { expect, test } from 'vitest';
import type { z } from 'zod';
import { rooms } from '../../rooms.ts';
import { makeLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import { serialiserOf } from './http-replies.ts';

/** Enough of a platform to list the routes: none of them runs. */
const nowhere = { log: makeLog('silent'), config: {} } as unknown as Platform;

test('every reply that a route declares can be written, though each is compiled when it first answers', () => {
  const routes = rooms.flatMap((room) => room.routes?.(nowhere) ?? []);
  const replies = routes.flatMap((route) =>
    Object.values(route.replies).flatMap((schema) => (schema && !route.streams ? [schema as z.ZodType] : [])),
  );
  expect(replies.length).toBeGreaterThan(100);
  for (const schema of replies) expect(serialiserOf(schema)).toBeTypeOf('function');
});
