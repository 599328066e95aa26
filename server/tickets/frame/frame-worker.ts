import { type FramedMessage, type FrameLook, messageFrame } from './message-frame.ts';

/** Runs in a worker thread (see frame-of.ts). */
export async function run({ message, look }: { message: FramedMessage; look: FrameLook }): Promise<{ output: string }> {
  return { output: messageFrame(message, look) };
}
