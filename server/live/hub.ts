import type { LiveEvent } from '../../contract/live.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { followLog } from '../platform/event-log/log-follower.ts';
import { endOfLog } from '../platform/event-log/log-reader.ts';
import { startLoop } from '../platform/loop.ts';
import type { Platform } from '../platform/platform.ts';
import { type News, tell } from './news.ts';
import { startOnlooking } from './onlooking.ts';
import { tellLeft, tellPresent } from './presence.ts';
import { endsOfLogs, newsAfter, notifiedAfter } from './reads/news.ts';
import type { Stream } from './stream.ts';

type Listener = { stream: Stream; whoIsThis: () => Promise<AgentActor | null> };
type Place = { position: number; notificationId: number };
type Following = { place: Place; onlooking: ReturnType<typeof startOnlooking>; stop(): Promise<void> };

type Hub = {
  /** Tells the stream what happens from now on, and first what it missed since `lastSeen`. */
  join(listener: Listener, lastSeen: number | null): Promise<void>;
  leave(listener: Listener): void;
  count(agentId: number): number;
  close(): Promise<void>;
};

const batch = 500;
/** Who was away for longer than this many events asks for everything again. */
const longestReplay = 1_000;
const beatEveryMs = 20_000;
const checkEveryMs = 3_000;
const checkedAtOnce = 8;

/**
 * Follows the log for all the streams of this process, from now: no stored cursor, and nothing at all while nobody listens.
 * Who listens is checked again every three seconds: a session that was revoked, a role or a team that changed.
 */
export function makeHub(p: Platform): Hub {
  const listeners = new Set<Listener>();
  let following: Promise<Following> | undefined;
  let joining = 0;
  const isEmpty = () => listeners.size === 0 && joining === 0;

  const start = async (): Promise<Following> => {
    const place = await endsOfLogs(p);
    const loop = (name: string, run: () => Promise<number>) => startLoop({ name, log: p.log, run });
    const news = loop('live', () => passOn(p, place, listeners));
    const checks = loop('live checks', () => check(listeners));
    const follower = followLog(p, news.wake);
    const onlooking = startOnlooking(p, listeners);
    const beats = setInterval(() => {
      beatAll(listeners, place.position);
      tellPresent(p, agentsOf(listeners));
    }, beatEveryMs);
    return {
      place,
      onlooking,
      async stop() {
        clearInterval(beats);
        await Promise.all([news.stop(), checks.stop(), follower.stop(), onlooking.stop()]);
      },
    };
  };
  const rest = () => {
    const stopping = following;
    following = undefined;
    return stopping?.then(({ stop }) => stop());
  };

  const follow = async () => {
    following ??= start();
    following.catch(() => {
      following = undefined;
    });
    return following;
  };

  return {
    async join(listener, lastSeen) {
      joining++;
      try {
        const { place, onlooking } = await follow();
        const { actor } = listener.stream;
        let welcome = await prepare(p, { place, lastSeen, actor });
        // Nothing may fall between what the welcome tells and what a listener is told.
        while (welcome.position < place.position) welcome = await prepare(p, { place, lastSeen, actor });
        if (listener.stream.isGone()) return;
        listeners.add(listener);
        tellPresent(p, [actor.id]);
        listener.stream.write(welcome.events, welcome.position);
        const onlookers = onlooking.everywhere(actor);
        if (onlookers.length > 0) listener.stream.write(onlookers);
      } finally {
        joining--;
        if (isEmpty()) void rest();
      }
    },
    leave(listener) {
      if (!listeners.delete(listener)) return;
      const { id } = listener.stream.actor;
      if (!agentsOf(listeners).includes(id)) tellLeft(p, id);
      if (isEmpty()) void rest();
    },
    count: (agentId) => [...listeners].filter(({ stream }) => stream.actor.id === agentId).length,
    async close() {
      for (const { stream } of listeners) stream.end();
      listeners.clear();
      await rest();
    },
  };
}

type Welcome = { events: LiveEvent[]; position: number };

/** The first words to a stream: where the log is now, and what happened since it was last here. */
async function prepare(
  p: Platform,
  { place, lastSeen, actor }: { place: Place; lastSeen: number | null; actor: AgentActor },
): Promise<Welcome> {
  const hello = (): LiveEvent => ({ type: 'hello', position: place.position });
  if (lastSeen === null) return { events: [hello()], position: place.position };
  // This process may not have read as far yet as the one that told the browser where the log stands.
  const isOfAnotherLog = lastSeen > place.position && lastSeen > (await endOfLog(p.db));
  if (isOfAnotherLog || place.position - lastSeen > longestReplay)
    return { events: [hello(), { type: 'reset' }], position: place.position };
  const missed: News[] = [];
  for (let after = lastSeen; after < place.position; ) {
    const until = place.position;
    missed.push(...(await newsAfter(p, { after, until, limit: 10 * longestReplay })));
    after = until;
  }
  // Which notifications came meanwhile is not in the log; asking again is cheap.
  const events: LiveEvent[] = [hello(), ...once(actor, missed), { type: 'notifications' }];
  return { events, position: place.position };
}

/** One step of the loop: what is new goes to whoever may know it. */
async function passOn(p: Platform, place: Place, listeners: ReadonlySet<Listener>): Promise<number> {
  const news = await newsAfter(p, { after: place.position, limit: batch });
  const notified = await notifiedAfter(p, place.notificationId);
  place.position = news.at(-1)?.position ?? place.position;
  place.notificationId = notified.newest;
  for (const { stream } of listeners) {
    const events = once(stream.actor, news);
    if (notified.agentIds.has(stream.actor.id)) events.push({ type: 'notifications' });
    if (events.length > 0) stream.write(events, place.position);
  }
  return news.length === batch ? 0 : 1_000;
}

/** What many events say about one thing is said once. */
function once(actor: AgentActor, news: readonly News[]): LiveEvent[] {
  const told = new Map<string, LiveEvent>();
  for (const event of news.flatMap((each) => tell(actor, each))) told.set(JSON.stringify(event), event);
  return [...told.values()];
}

function agentsOf(listeners: ReadonlySet<Listener>): number[] {
  return [...new Set([...listeners].map(({ stream }) => stream.actor.id))];
}

function beatAll(listeners: ReadonlySet<Listener>, position: number): void {
  for (const { stream } of listeners) stream.beat(position);
}

/** Asks again who each one is, a few at a time. A database that is away ends no stream: then nothing is told either. */
async function check(listeners: ReadonlySet<Listener>): Promise<number> {
  const all = [...listeners];
  for (let at = 0; at < all.length; at += checkedAtOnce) {
    await Promise.all(all.slice(at, at + checkedAtOnce).map(checkOne));
  }
  return checkEveryMs;
}

async function checkOne({ stream, whoIsThis }: Listener): Promise<void> {
  const actor = await whoIsThis();
  if (actor) stream.actor = actor;
  else stream.end();
}
