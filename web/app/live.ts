import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../contract/live.ts';
import { allOnlookers, forgetOnlookers, onlookersAre } from '../onlookers/store.ts';
import { connectionIs } from './connection.ts';
import { whenPageBegan } from './page-began.ts';
import { keys, refreshLists, refreshOpenTicket } from './queries.ts';

/** Milliseconds between two rounds of questions. */
const quiet = 400;

/** What the leading tab tells the others: the desk's news, and whether it hears the desk at all. */
type Told = LiveEvent | { type: 'connection'; isLost: boolean };
/** What a tab that has just opened asks the leading one. */
type Asked = { type: 'who-is-where' };

/**
 * One stream per browser, however many tabs: the tab that holds the lock reads it and tells the others. When that tab
 * closes, the lock passes on and the next one connects.
 */
export function followLive(client: QueryClient): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel('atende-live');
  const gathered = gather((events) => invalidateAll(client, events));
  const apply = (told: Told) => {
    if (told.type === 'connection') connectionIs(told);
    else if (told.type === 'onlookers') onlookersAre(told);
    else gathered(told);
    if (told.type === 'hello') forgetOnlookers();
  };
  let isLeading = false;
  const tell = (told: Told) => {
    apply(told);
    if (!stop.signal.aborted) channel.postMessage(told);
  };
  const lead = () => {
    isLeading = true;
    return readStream(stop.signal, tell);
  };
  channel.onmessage = ({ data }: MessageEvent<Told | Asked>) => {
    if (data.type !== 'who-is-where') apply(data);
    else if (isLeading) for (const told of allOnlookers()) channel.postMessage(told);
  };
  channel.postMessage({ type: 'who-is-where' } satisfies Asked);
  void navigator.locks?.request('atende-live', { signal: stop.signal }, lead).catch(() => {});
  if (!navigator.locks) void lead();
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Resolves when the tab leaves; EventSource itself reconnects and sends the id it last saw. */
function readStream(signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  const began = whenPageBegan();
  const news = { wasLost: began === null, tell };
  const open = { source: openStream(news, began) };
  const watch = setInterval(() => {
    if (open.source.readyState === EventSource.CLOSED) open.source = openStream(news, null);
  }, 3000);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(watch);
      open.source.close();
      resolve();
    });
  });
}

/** After a silence nobody knows what was missed: everything shown is asked for again. `after`: what is told first. */
function openStream(news: { wasLost: boolean; tell: (told: Told) => void }, after: number | null): EventSource {
  const source = new EventSource(after === null ? '/api/stream' : `/api/stream?after=${after}`);
  source.onmessage = (message: MessageEvent<string>) => news.tell(JSON.parse(message.data) as LiveEvent);
  source.onerror = () => {
    news.wasLost = true;
    news.tell({ type: 'connection', isLost: true });
  };
  source.onopen = () => {
    news.tell({ type: 'connection', isLost: false });
    if (news.wasLost) news.tell({ type: 'reset' });
    news.wasLost = false;
  };
  return source;
}

/** A burst of news about one thing is one question to the desk: the first at once, the rest once in a while. */
function gather(act: (events: LiveEvent[]) => void): (event: LiveEvent) => void {
  const waiting = new Map<string, LiveEvent>();
  let quietUntil = 0;
  const flush = () => {
    quietUntil = Date.now() + quiet;
    const events = [...waiting.values()];
    waiting.clear();
    act(events);
  };
  return (event) => {
    const isFirst = waiting.size === 0;
    waiting.set(JSON.stringify(event), event);
    if (isFirst) setTimeout(flush, Math.max(40, quietUntil - Date.now()));
  };
}

/** Many tickets at once change lists and counts once. */
function invalidateAll(client: QueryClient, events: readonly LiveEvent[]): void {
  for (const event of events) invalidate(client, event);
  if (events.some(({ type }) => type === 'ticket')) refreshLists(client);
}

function invalidate(client: QueryClient, event: LiveEvent): void {
  const stale = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey });
  switch (event.type) {
    case 'hello':
    case 'onlookers':
      return;
    case 'ticket':
      refreshOpenTicket(client, event.number);
      stale(keys.deliveries);
      return;
    case 'views':
      stale(keys.views);
      return;
    case 'notifications':
      stale(keys.notifications);
      return;
    case 'admin':
      stale([event.noun]);
      return;
    case 'reset':
      void client.invalidateQueries();
  }
}
