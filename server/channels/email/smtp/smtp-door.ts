import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { AppError, isUnavailable } from '../../../../domain/errors.ts';
import { gather, giveBack } from '../../../platform/threads/shared-memory.ts';
import type { Connection, Door, InboxRef } from '../../channel.ts';
import { contentKey } from '../content-key.ts';
import type { MailEnvelope } from '../envelope.ts';
import { subjectIn } from '../header-notes.ts';
import { splitPlus } from '../message-id.ts';
import { type GuestLimits, type Guests, guestsAt } from './smtp-guests.ts';

/**
 * Our own SMTP receiver: 250 is said when the bytes are committed, and not before. A recipient nobody owns is refused at
 * RCPT; what cannot be stored now is refused with 451, so that the sender keeps it and tries again.
 */
export async function openSmtpDoor(door: Door, given: Partial<DoorLimits> = {}): Promise<Connection> {
  const limits = { ...defaults, ...given };
  const guests = guestsAt(() => server.connections, limits);
  const desk: Desk = {
    door,
    limits,
    guests,
    underway: new Map<string, Promise<void>>(),
    owners: new WeakMap(),
    bytesInHand: 0,
  };
  const server: SMTPServer = new SMTPServer({
    name: 'atende',
    banner: 'Atende',
    size: door.config.maxBytes,
    maxClients: limits.connections,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.closeMs,
    ...door.config.tls,
    disabledCommands: door.config.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    // Nothing longer is asked for here; four times what the standard grants.
    maxCommandLength: 2048,
    logger: false,
    onConnect: (session, done) => {
      if (guests.welcome(session)) done();
      else done(new SmtpRefusal(421, '4.7.0 Too many connections from your network, try again.'));
    },
    onClose: (session) => guests.gone(session.id),
    onRcptTo: (address, session, done) => void answer(acceptRecipient(desk, address.address, session), done),
    onData: (stream, session, done) => {
      const isAnswered = guests.mailBegins(session.id);
      const received = answer(receive(desk, stream, session).finally(isAnswered), done);
      desk.underway.set(session.id, received);
      void received.finally(() => desk.underway.delete(session.id));
    },
  });
  server.on('error', (error: Error) => {
    // A port that cannot be had is told by `listen`.
    if (server.server.listening) door.log.warn({ err: error }, 'The SMTP door met a broken connection.');
  });
  const address = await listen(server, door);
  return {
    address,
    renew: (tls) => server.updateSecureContext(tls),
    close: () => close(server, desk.underway, limits.closeMs),
  };
}

export type DoorLimits = GuestLimits & {
  connections: number;
  recipients: number;
  idleMs: number;
  closeMs: number;
  /** All connections together: mail stands in memory until it is stored. */
  bytesInHand: number;
};
const defaults: DoorLimits = {
  connections: 100,
  perNetwork: 50,
  wrongRecipients: 20,
  sessionMs: 3_600_000,
  mailMs: 900_000,
  recipients: 100,
  idleMs: 60_000,
  closeMs: 8000,
  bytesInHand: 256 * 1024 * 1024,
};
type Desk = {
  door: Door;
  limits: DoorLimits;
  guests: Guests;
  underway: Map<string, Promise<void>>;
  /** Whose the recipients of a session are, as found at RCPT. */
  owners: WeakMap<SMTPServerSession, Map<string, InboxRef>>;
  bytesInHand: number;
};

class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function answer(
  work: Promise<string | undefined>,
  done: (error?: Error | null, message?: string) => void,
): Promise<void> {
  await work.then(
    (message) => done(null, message),
    (error: Error) => done(error),
  );
}

async function acceptRecipient(desk: Desk, address: string, session: SMTPServerSession): Promise<undefined> {
  if (session.envelope.rcptTo.length >= desk.limits.recipients) {
    throw new SmtpRefusal(452, '4.5.3 Too many recipients in one mail.');
  }
  const inbox = await inboxOf(desk.door, address);
  if (!inbox && desk.guests.isGuessing(session.id)) {
    throw new SmtpRefusal(421, '4.7.0 Too many addresses that nobody has here.');
  }
  if (!inbox) throw new SmtpRefusal(550, '5.1.1 Nobody has this address here.');
  const owners = desk.owners.get(session) ?? new Map<string, InboxRef>();
  desk.owners.set(session, owners.set(address, inbox));
}

/** `support+anything@` is `support@`: what stands after the plus may tell the ticket and never decides the inbox. */
async function inboxOf(door: Door, address: string): Promise<InboxRef | null> {
  const written = address.toLowerCase();
  try {
    return (await door.inboxFor(written)) ?? (await door.inboxFor(splitPlus(written).base));
  } catch (error) {
    throw laterRefusal(door, error);
  }
}

async function receive(desk: Desk, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const { door } = desk;
  const bytes = await read(desk, stream);
  try {
    const receivedAt = new Date();
    const identity = await contentKey(bytes, receivedAt);
    const byInbox = recipientsByInbox(desk, session);
    const told = { ...envelopeOf(session), subject: subjectIn(bytes) };
    const keeping = [...byInbox].map(([inboxId, to]) =>
      door.keep({ inboxId, bytes, ...identity, envelope: { ...told, to, door: 'smtp' } }),
    );
    // Also when one could not be stored: the others still read the bytes.
    await Promise.allSettled(keeping);
    const kept = await Promise.all(keeping);
    return `2.0.0 Kept as ${kept.map(({ id }) => id).join(', ')}`;
  } catch (error) {
    throw laterRefusal(door, error);
  } finally {
    desk.bytesInHand -= bytes.byteLength;
    giveBack(bytes);
  }
}

/** The whole mail, counted while it arrives. One that is too large, or too much at once, is read to its end and refused. */
async function read(desk: Desk, stream: SMTPServerDataStream): Promise<Buffer> {
  const gathered = gather();
  let isCrowded = false;
  const letGo = () => {
    desk.bytesInHand -= gathered.size();
    gathered.drop();
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      isCrowded ||= desk.bytesInHand + chunk.byteLength > desk.limits.bytesInHand;
      if (isCrowded || stream.sizeExceeded) {
        letGo();
        continue;
      }
      desk.bytesInHand += chunk.byteLength;
      await gathered.add(chunk);
    }
  } catch {
    letGo();
    throw new SmtpRefusal(451, '4.4.2 The connection ended within the mail.');
  }
  if (stream.sizeExceeded) throw new SmtpRefusal(552, `5.3.4 A mail may have ${desk.door.config.maxBytes} bytes.`);
  if (isCrowded) throw new SmtpRefusal(452, '4.3.1 Too much mail at once, try again.');
  return gathered.whole();
}

function recipientsByInbox({ owners }: Desk, session: SMTPServerSession): Map<number, string[]> {
  const byInbox = new Map<number, string[]>();
  for (const { address } of session.envelope.rcptTo) {
    const inbox = owners.get(session)?.get(address);
    if (!inbox) throw new Error(`Nobody was found for the accepted recipient ${address}.`);
    byInbox.set(inbox.id, [...(byInbox.get(inbox.id) ?? []), address]);
  }
  return byInbox;
}

function envelopeOf(session: SMTPServerSession): Omit<MailEnvelope, 'to'> {
  const { mailFrom } = session.envelope;
  return {
    from: mailFrom ? mailFrom.address : '',
    remoteAddress: session.remoteAddress,
    helo: session.hostNameAppearsAs || null,
  };
}

/** Whatever went wrong here passes or gets mended; the sender still has the mail and will come again. */
function laterRefusal(door: Door, error: unknown): SmtpRefusal {
  if (error instanceof SmtpRefusal) return error;
  const level = isUnavailable(error) ? 'warn' : 'error';
  door.log[level]({ err: error }, 'Mail could not be stored and was refused for now.');
  const isFull = error instanceof AppError && ['storage_full', 'disk_full'].includes(error.code);
  if (isFull) return new SmtpRefusal(452, '4.3.1 The disk is full, try again later.');
  return new SmtpRefusal(451, '4.3.0 The mail cannot be stored now, try again.');
}

function listen(server: SMTPServer, door: Door): Promise<{ host: string; port: number }> {
  const { host, port } = door.config;
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const message = `The SMTP door cannot listen on ${host}:${port} (${error.code ?? error.message}).`;
      reject(new AppError('unavailable', 'mail_port_taken', message, { cause: error }));
    };
    server.server.once('error', refuse);
    server.listen(port, host, () => {
      server.server.off('error', refuse);
      const bound = server.server.address();
      resolve({ host, port: bound !== null && typeof bound === 'object' ? bound.port : port });
    });
  });
}

/** Takes no new mail, lets those in hand be stored and answered, hangs up on everybody else. */
async function close(server: SMTPServer, underway: Map<string, Promise<void>>, closeMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const hangUp = () => {
    for (const connection of server.connections) {
      if (!underway.has(connection.id)) connection.send(421, '4.3.2 The desk is closing.');
    }
  };
  hangUp();
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, closeMs).unref());
  await Promise.race([Promise.allSettled(underway.values()), deadline]);
  underway.clear();
  setImmediate(hangUp);
  await closed;
}
