import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../contract/live.ts';
import { keys } from './queries.ts';

/** Milliseconds between two rounds of questions. */
const quiet = 400;

/**
 * One stream per browser, however many tabs: the tab that holds the lock reads it and tells the others. When that tab
 * closes, the lock passes on and the next one connects.
 */
export function followLive(client: QueryClient): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel('atende-live');
  const apply = gather((event) => invalidate(client, event));
  channel.onmessage = (message: MessageEvent<LiveEvent>) => apply(message.data);
  const lead = () => readStream(stop.signal, (event) => [apply(event), channel.postMessage(event)]);
  void navigator.locks?.request('atende-live', { signal: stop.signal }, lead).catch(() => {});
  if (!navigator.locks) void lead();
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Resolves when the tab leaves; EventSource itself reconnects and sends the id it last saw. */
function readStream(signal: AbortSignal, onEvent: (event: LiveEvent) => void): Promise<void> {
  const news = { wasLost: false, onEvent };
  const open = { source: openStream(news) };
  const watch = setInterval(() => {
    if (open.source.readyState === EventSource.CLOSED) open.source = openStream(news);
  }, 3000);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(watch);
      open.source.close();
      resolve();
    });
  });
}

/** After a silence nobody knows what was missed: everything shown is asked for again. */
function openStream(news: { wasLost: boolean; onEvent: (event: LiveEvent) => void }): EventSource {
  const source = new EventSource('/api/stream');
  source.onmessage = (message: MessageEvent<string>) => news.onEvent(JSON.parse(message.data) as LiveEvent);
  source.onerror = () => {
    news.wasLost = true;
  };
  source.onopen = () => {
    if (news.wasLost) news.onEvent({ type: 'reset' });
    news.wasLost = false;
  };
  return source;
}

/** A burst of news about one thing is one question to the desk: the first at once, the rest once in a while. */
function gather(act: (event: LiveEvent) => void): (event: LiveEvent) => void {
  const waiting = new Map<string, LiveEvent>();
  let quietUntil = 0;
  const flush = () => {
    quietUntil = Date.now() + quiet;
    const events = [...waiting.values()];
    waiting.clear();
    for (const each of events) act(each);
  };
  return (event) => {
    const isFirst = waiting.size === 0;
    waiting.set(JSON.stringify(event), event);
    if (isFirst) setTimeout(flush, Math.max(40, quietUntil - Date.now()));
  };
}

function invalidate(client: QueryClient, event: LiveEvent): void {
  const stale = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey });
  switch (event.type) {
    case 'hello':
      return;
    case 'ticket':
      stale(keys.ticket(event.number));
      stale(keys.history(event.number));
      stale(keys.tickets);
      stale(keys.views);
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
