import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '../../contract/live.ts';
import type { AgentActor } from '../../domain/permissions.ts';

/** One browser that listens. */
export type Stream = {
  actor: AgentActor;
  /** Where it is in the log once it has read everything that was written. */
  write(events: readonly LiveEvent[], position?: number): void;
  /** Keeps proxies from closing a quiet connection, and moves the browser's Last-Event-ID on. */
  beat(position: number): void;
  end(): void;
  /** The browser went away. */
  isGone(): boolean;
};

const mostUnread = 1_000_000;

export function openStream(response: ServerResponse, actor: AgentActor): Stream {
  const send = (text: string) => {
    // Who does not read is let go: it comes back with the id it saw last, and memory stays ours.
    if (response.writableLength > mostUnread) response.destroy();
    else if (!response.writableEnded) response.write(text);
  };
  return {
    actor,
    write(events, position) {
      const last = events.length - 1;
      send(events.map((event, place) => message(event, place === last ? position : undefined)).join(''));
    },
    beat: (position) => send(`id: ${position}\n: still here\n\n`),
    end: () => response.end(),
    isGone: () => response.closed || response.destroyed,
  };
}

/** The id goes with the last event of a batch: a browser that lost the connection half-way asks for the whole batch again. */
function message(event: LiveEvent, position?: number): string {
  const id = position === undefined ? '' : `id: ${position}\n`;
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}
