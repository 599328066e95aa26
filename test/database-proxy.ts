import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { connectionOptions, type DatabaseAddress } from '../server/platform/database/database.ts';

/** A way to the test's PostgreSQL that can be cut: connections are reset and new ones refused until it is mended. */
export type DatabaseProxy = {
  /** DATABASE_URL through the proxy. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Keeps all connections and carries nothing, as a network that swallows packets does. */
  swallow(): void;
  carry(): void;
  close(): Promise<void>;
};

export async function databaseProxy(address: DatabaseAddress): Promise<DatabaseProxy> {
  const target = new pg.Client(connectionOptions(address));
  const pairs = new Set<[Socket, Socket]>();
  let isSwallowing = false;
  let port = 0;
  let server = createServer(join);

  function join(client: Socket): void {
    const isSocket = target.host.startsWith('/');
    const behind = isSocket
      ? connect(path.join(target.host, `.s.PGSQL.${target.port}`))
      : connect(target.port, target.host);
    const pair: [Socket, Socket] = [client, behind];
    pairs.add(pair);
    client.pipe(behind);
    behind.pipe(client);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (isSwallowing) hold(pair);
  }

  function hold([client, behind]: [Socket, Socket]): void {
    client.unpipe(behind);
    behind.unpipe(client);
  }

  async function listen(): Promise<void> {
    server = createServer(join).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    await closed;
  }

  await listen();
  return {
    url: `postgresql://${target.user}@127.0.0.1:${port}/${target.database}`,
    cut,
    mend: listen,
    swallow() {
      isSwallowing = true;
      for (const pair of pairs) hold(pair);
    },
    carry() {
      isSwallowing = false;
      for (const [client, behind] of pairs) {
        client.pipe(behind);
        behind.pipe(client);
      }
    },
    close: cut,
  };
}
