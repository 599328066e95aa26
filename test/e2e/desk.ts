import { ensureSetupLink } from '../../server/auth/commands/setup.ts';
import { hashPassword } from '../../server/auth/password-hash.ts';
import { type Doors, openDoors } from '../../server/inboxes/doors.ts';
import type { Config } from '../../server/platform/config.ts';
import { transaction } from '../../server/platform/database/database.ts';
import type { NewMessage } from '../../server/tickets/commands/new-message.ts';
import { receiveMessage } from '../../server/tickets/commands/receive.ts';
import { startWorker } from '../../server/worker.ts';
import { freePort } from '../free-port.ts';
import { type Desk, startDesk } from '../server.ts';

/** A desk with everything that runs in a real one: it listens, its worker works, its SMTP door is open. */
export type OpenDesk = Desk & { url: string; mailPort: number; door: Doors };

/** Every agent of the cast signs in with it. */
export const password = 'seven green bottles';

type Options = Partial<Config> & { isEmpty?: boolean };

/** The cast speaks English here, so that a journey reads like the screen; the pictures switch languages themselves. */
export async function openDesk({ isEmpty = false, ...config }: Options = {}): Promise<OpenDesk> {
  const [port, mailPort] = [await freePort(), await freePort()];
  const desk = await startDesk({ isEmpty, config: { port, mailPort, undoSendSeconds: 0, ...config } });
  await desk.db
    .updateTable('agents')
    .set({ locale: 'en', password_hash: await hashPassword(password) })
    .execute();
  if (isEmpty) await ensureSetupLink(desk.p);
  const worker = await startWorker(desk.p);
  const door = await openDoors(desk.p);
  await desk.app.listen({ host: '127.0.0.1', port });
  return {
    ...desk,
    url: `http://127.0.0.1:${port}`,
    mailPort,
    door,
    async close() {
      await door.close();
      await worker.close();
      await desk.close();
    },
  };
}

type NewTicket = { subject: string; text?: string; email?: string; name?: string; [field: string]: unknown };

/** Arranges a ticket through the API and gives its number. */
export async function addTicket(desk: Desk, given: NewTicket): Promise<number> {
  const { subject, text = 'Can you help me?', email = 'mary@northwind.example', name, ...fields } = given;
  const requester = name === undefined ? { email } : { email, name };
  const answer = await desk
    .as('olivia', 'token')
    .post('/api/tickets', { subject, requester, message: { text }, ...fields });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.ticket.number;
}

/** The requester of a ticket writes again, as the API of another program would tell it. */
export async function customerWrites(desk: Desk, number: number, text: string): Promise<void> {
  const { p } = desk;
  const ticket = await desk.db
    .selectFrom('tickets')
    .select(['id', 'requester_id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const contactId = ticket.requester_id;
  const message: NewMessage = {
    kind: 'reply',
    direction: 'in',
    author: { kind: 'contact', contactId },
    text,
    html: null,
    recipients: { to: [], cc: [] },
    externalId: null,
    inboxId: null,
    inboundId: null,
    channel: 'api',
    reason: null,
    verdict: null,
    isAutomatic: false,
    attachments: [],
    at: p.clock.now(),
  };
  const actor = { kind: 'contact', id: contactId } as const;
  await transaction(p.db, (tx) => receiveMessage(tx, p, { ticketId: ticket.id, message, actor }));
}
