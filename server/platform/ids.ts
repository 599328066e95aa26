import { randomUUIDv7 } from 'node:crypto';

/** An id the outside world may see: unguessable enough to name, ordered by time so that indexes stay small. */
export const newId = (): string => randomUUIDv7();
