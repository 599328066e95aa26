import type { Post } from '../../channels/channel.ts';
import type { Platform } from '../../platform/platform.ts';
import { accessTokenOf } from './access-token.ts';

/** What a channel is given to send by. */
export const postOf = (p: Platform, inboxUuid: string): Post => ({
  mail: (mail, server) => p.mailer.send(mail, server),
  accessToken: () => accessTokenOf(p, inboxUuid),
});
