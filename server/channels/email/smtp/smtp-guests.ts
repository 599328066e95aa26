import type { SMTPServer } from 'smtp-server';
import { netOf } from '../../../platform/throttle.ts';

export type GuestLimits = {
  /** Connections of one network at the same time, so that nobody takes them all. */
  perNetwork: number;
  /** Wrong recipients in one connection: who tries names one after the other is sent away. */
  wrongRecipients: number;
  /** The longest a connection may last, and the longest one mail may take, however busily it trickles. */
  sessionMs: number;
  mailMs: number;
};

/** Who is at the SMTP door, and when they have to leave it. */
export type Guests = {
  /** False: there are too many from there. */
  welcome(session: { id: string; remoteAddress: string }): boolean;
  /** Counts a recipient nobody has; true: that was one too many. */
  isGuessing(sessionId: string): boolean;
  /** A mail may take no longer than the limit. Call what it returns when the mail is answered. */
  mailBegins(sessionId: string): () => void;
  gone(sessionId: string): void;
};

export function guestsAt(connections: () => SMTPServer['connections'], limits: GuestLimits): Guests {
  const wrong = new Map<string, number>();
  const ends = new Map<string, NodeJS.Timeout>();
  const busy = new Set<string>();

  const sendAway = (id: string, why: string) => {
    for (const connection of connections()) if (connection.id === id) connection.send(421, why);
  };
  /** Not within a mail: the sender would only bring it again. */
  const endSession = (id: string, ms: number) => {
    const end = () => (busy.has(id) ? endSession(id, 1_000) : sendAway(id, '4.4.2 Long enough, come again.'));
    ends.set(id, setTimeout(end, ms).unref());
  };

  return {
    welcome({ id, remoteAddress }) {
      const net = netOf(remoteAddress);
      const together = [...connections()].filter((one) => netOf(one.remoteAddress) === net).length;
      if (together > limits.perNetwork) return false;
      endSession(id, limits.sessionMs);
      return true;
    },
    isGuessing(id) {
      const count = (wrong.get(id) ?? 0) + 1;
      wrong.set(id, count);
      return count >= limits.wrongRecipients;
    },
    mailBegins(id) {
      busy.add(id);
      const end = () => sendAway(id, '4.4.2 This mail takes too long, come again.');
      const timer = setTimeout(end, limits.mailMs).unref();
      return () => {
        clearTimeout(timer);
        busy.delete(id);
      };
    },
    gone(id) {
      clearTimeout(ends.get(id));
      ends.delete(id);
      wrong.delete(id);
    },
  };
}
