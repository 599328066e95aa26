import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { connectionOptions, type DatabaseAddress } from '../server/platform/database/database.ts';

/**
 * A way to another server that listens to what the desk says there, and strikes at a word: so a test can kill the desk
 * between two of its steps, and the desk has no switch for it.
 */
export type WatchedWay = {
  port: number;
  /** When the word is said, nothing passes any more and `then` is called; until `mend`. */
  strikeAt(word: Word, then: () => void): void;
  mend(): void;
  close(): Promise<void>;
};
export type Word = {
  says: RegExp;
  /** Only on a connection that said this before: a COMMIT says nothing of what it commits. */
  after?: RegExp;
  /** The word arrives, and only its answer is lost; otherwise the word itself is. */
  arrives: boolean;
};
type Armed = { word: Word; then: () => void };
type Pair = { client: Socket; behind: Socket; saidBefore: boolean; awaitsAnswer: boolean };

export async function watchedWay(target: { port: number } | { path: string }): Promise<WatchedWay> {
  const pairs = new Set<Pair>();
  let armed: Armed | null = null;
  let hasStruck = false;

  const server = createServer((client) => {
    const behind = connect('path' in target ? target : { host: '127.0.0.1', ...target });
    const pair: Pair = { client, behind, saidBefore: false, awaitsAnswer: false };
    pairs.add(pair);
    client.on('data', (chunk: Buffer) => passes(pair, chunk) && behind.write(chunk));
    behind.on('data', (chunk) => answerPasses(pair) && client.write(chunk));
    for (const socket of [client, behind]) {
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        client.destroy();
        behind.destroy();
      });
    }
  });

  function passes(pair: Pair, chunk: Buffer): boolean {
    if (hasStruck) return false;
    if (!armed) return true;
    const { says, after, arrives } = armed.word;
    const said = chunk.toString('latin1');
    if (after?.test(said)) pair.saidBefore = true;
    if (!says.test(said) || (after && !pair.saidBefore)) return true;
    if (arrives) pair.awaitsAnswer = true;
    else strike();
    return arrives;
  }

  function answerPasses(pair: Pair): boolean {
    if (!hasStruck && pair.awaitsAnswer) strike();
    return !hasStruck;
  }

  function strike(): void {
    hasStruck = true;
    armed?.then();
    armed = null;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    strikeAt(word, then) {
      armed = { word, then };
      for (const pair of pairs) pair.saidBefore = false;
    },
    mend() {
      armed = null;
      if (!hasStruck) return;
      hasStruck = false;
      for (const { client } of pairs) client.destroy();
    },
    async close() {
      server.close();
      for (const { client } of pairs) client.destroy();
      await once(server, 'close');
    },
  };
}

/** The way to a database, and the DATABASE_URL that leads through it. */
export async function watchedDatabase(address: DatabaseAddress): Promise<WatchedWay & { url: string }> {
  const { host, port, user, database } = new pg.Client(connectionOptions(address));
  const way = await watchedWay(host.startsWith('/') ? { path: path.join(host, `.s.PGSQL.${port}`) } : { port });
  return { ...way, url: `postgresql://${user}@127.0.0.1:${way.port}/${database}` };
}
