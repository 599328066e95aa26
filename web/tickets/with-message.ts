import type { Message } from '../../contract/messages.ts';

/** A thread with a message at its end. Others may have told of it before the desk answered who wrote it: then it stands there once. */
export function withMessage(messages: readonly Message[], message: Message): Message[] {
  return [...messages.filter(({ id }) => id !== message.id), message];
}
