import { apiChannel } from './api/api-channel.ts';
import type { Channel } from './channel.ts';
import { makeEmailChannel } from './email/email-channel.ts';

/** Every channel there is. A new one is a folder here and a line in this list. */
export const channels: readonly Channel[] = [makeEmailChannel(), apiChannel].map((channel) => channel as Channel);
