import type { z } from 'zod';
import type { frameQuery } from '../../../contract/messages.ts';
import { workers } from '../../platform/threads/worker-pool.ts';
import { type FramedMessage, type FrameLook, messageFrame } from './message-frame.ts';

/**
 * The policy of the page a message is shown on: no script, nothing from elsewhere, links open outside the frame. `data:`
 * loads nothing; of pictures written so, the sanitiser leaves only those no script can be in.
 */
export const framePolicy =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-same-origin allow-popups";

const module = new URL('./frame-worker.ts', import.meta.url);
/** A few milliseconds' work; half a megabyte of tags takes hundreds, and everybody else would wait. */
const quick = 32_000;

export async function frameOf(message: FramedMessage, asked: z.output<typeof frameQuery>): Promise<string> {
  const { theme = 'system', lang = 'en', images = 'waiting' } = asked;
  const look: FrameLook = { theme, lang, images };
  if ((message.html ?? message.text).length < quick) return messageFrame(message, look);
  return workers.run<string>({ module, input: { message, look }, timeoutMs: 10_000 });
}
