import { createHash } from 'node:crypto';
import { z } from 'zod';
import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Channel } from '../channel.ts';

const settings = z.strictObject({});

/**
 * Tickets that programs open by `POST /api/tickets`. Nothing arrives as bytes and nothing leaves here: the requester has an
 * e-mail address, so replies to such a ticket go out by the desk's first e-mail inbox, and what they answer comes in there.
 */
export const apiChannel: Channel<z.infer<typeof settings>> = {
  id: 'api',
  can: abilitiesOf('api'),
  settings,
  connect: async () => ({ address: null, close: async () => undefined }),
  identify: async (bytes) => ({ key: createHash('sha256').update(bytes).digest('hex'), externalId: null }),
  parse: async () => refuse(),
  compose: async () => refuse(),
  send: async () => refuse(),
};

function refuse(): never {
  throw new AppError('invalid', 'channel_carries_nothing', 'Messages neither arrive nor leave by the API channel.');
}
