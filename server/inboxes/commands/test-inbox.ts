import { setTimeout as sleep } from 'node:timers/promises';
import type { InboxTest } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, OutgoingMessage } from '../../channels/channel.ts';
import { newId } from '../../platform/ids.ts';
import { keptInOutbox } from '../../platform/mail/mail.ts';
import { SendError } from '../../platform/mail/send-error.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelOf, onTheWire } from '../channels.ts';
import { inboxByUuid } from '../reads/inboxes.ts';
import { askToFetch, beginTest, readTest } from '../store/mailboxes.ts';
import { accessTokenOf } from './access-token.ts';
import { postOf } from './post.ts';
import { testToken } from './test-mail.ts';

type Step = NonNullable<InboxTest['send']>;
type Tried = { channel: Channel; inbox: InboxOnTheWire<unknown>; id: number };
export type TestPatience = { waitMs: number; lookMs: number };

/**
 * Four questions, each asked only when the one before was answered well: can we sign in, does a mail leave, does it come
 * back to this very inbox, and did what ties answers to their ticket survive the way.
 */
export async function testInbox(
  p: Platform,
  inboxUuid: string,
  patience: TestPatience = { waitMs: 45_000, lookMs: 500 },
): Promise<InboxTest> {
  const row = await inboxByUuid(p, inboxUuid);
  const tried = { channel: channelOf(row.channel), inbox: onTheWire(p, row), id: row.id };
  const result: InboxTest = { connect: await connects(p, tried), send: null, receive: null, thread: null };
  if (!result.connect.isWell) return result;
  const uuid = newId();
  result.send = await sends(p, tried, uuid);
  if (!result.send.isWell) return result;
  if (result.send.said.startsWith(keptInOutbox)) {
    return { ...result, receive: known('stays_in_outbox') };
  }
  return { ...result, ...(await comesBack(p, { uuid, id: row.id }, patience)) };
}

async function connects(p: Platform, { channel, inbox }: Tried): Promise<Step> {
  const { mailboxes } = channel;
  if (!mailboxes?.of(inbox.settings)) return known('comes_by_itself');
  return tryStep(async () => {
    const accessToken = await accessTokenOf(p, inbox.uuid);
    await mailboxes.test({ settings: inbox.settings, accessToken });
    return known('signed_in');
  });
}

async function sends(p: Platform, { channel, inbox, id }: Tried, uuid: string): Promise<Step> {
  return tryStep(async () => {
    const composed = await letterTo(p, { channel, inbox }, uuid);
    await beginTest(p.db, { uuid, inboxId: id, at: p.clock.now() });
    const { response } = await channel.send(composed, inbox, postOf(p, inbox.uuid));
    return { isWell: true, code: null, said: response };
  });
}

/** Written to where answers to it would go, so that a signed reply address is tried as well. */
async function letterTo(
  p: Platform,
  { channel, inbox }: Pick<Tried, 'channel' | 'inbox'>,
  uuid: string,
): Promise<ComposedMessage> {
  const kind = channel.can.sendsTo;
  if (kind === null || inbox.address === null) {
    throw new AppError('conflict', 'inbox_sends_nothing', 'This inbox has no address to send from.');
  }
  const token = testToken(p.secrets, uuid);
  const at = p.clock.now();
  const letter: OutgoingMessage = {
    ...{
      messageUuid: uuid,
      ticketNumber: 0,
      subject: 'Atende test',
      html: null,
      from: { name: '' },
      cc: [],
      attachments: [],
    },
    text: 'The desk sent this to itself to see whether the inbox works. No ticket is made of it.',
    ...{ to: [{ kind, value: inbox.address, name: '' }], references: [], isAutomatic: false, language: 'en', at },
    replyToken: token,
    threadToken: token,
  };
  const first = await channel.compose(letter, inbox);
  const read = await channel.parse({ bytes: first.bytes, envelope: {}, receivedAt: at, ownAddresses: [inbox.address] });
  const back = read.kind === 'message' ? read.message.replyTo : null;
  return back === null ? first : channel.compose({ ...letter, to: [back] }, inbox);
}

async function comesBack(
  p: Platform,
  sent: { uuid: string; id: number },
  { waitMs, lookMs }: TestPatience,
): Promise<Pick<InboxTest, 'receive' | 'thread'>> {
  const end = performance.now() + waitMs;
  while (performance.now() < end) {
    const seen = await readTest(p.db, sent.uuid);
    if (seen?.hasThread != null) {
      return { receive: known('came_back'), thread: known(seen.hasThread ? 'thread_kept' : 'thread_lost') };
    }
    await askToFetch(p.db, { inboxId: sent.id, at: p.clock.now() });
    await sleep(lookMs);
  }
  return { receive: known('did_not_come_back'), thread: null };
}

async function tryStep(work: () => Promise<Step>): Promise<Step> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { isWell: false, code: null, said: error instanceof SendError ? error.response || said : said };
  }
}

type Code = NonNullable<Step['code']>;
const sentences: Record<Code, string> = {
  signed_in: 'Signed in.',
  comes_by_itself: 'Mail comes in by itself: there is nothing to sign in to.',
  stays_in_outbox: 'No server is set that mail could leave by: it stays in the local outbox.',
  came_back: 'The mail came back.',
  did_not_come_back: 'The mail did not come back in time.',
  thread_kept: 'Answers find their ticket.',
  thread_lost: 'The Message-ID or the signed reply address was changed on the way.',
};
const unwell: readonly Code[] = ['stays_in_outbox', 'did_not_come_back', 'thread_lost'];

function known(code: Code): Step {
  return { isWell: !unwell.includes(code), code, said: sentences[code] };
}
