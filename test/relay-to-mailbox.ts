import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Dovecot } from './dovecot.ts';

/** A provider's own server: takes what an inbox sends and puts it into the mailbox. */
export type Relay = { port: number; recipients: string[]; close(): Promise<void> };

export async function relayTo(dovecot: Dovecot): Promise<Relay> {
  const recipients: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      recipients.push(...envelope.rcptTo.map(({ address }) => address));
      stream
        .toArray()
        .then((chunks: Buffer[]) => dovecot.append(Buffer.concat(chunks)))
        .then(() => done(), done);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, recipients, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
