import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A loopback port that nobody listens at, and that no connection is given as its own end: those come from 32768 upwards on
 * Linux, and a server that is stopped and started again would find its port taken by one of them.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}
