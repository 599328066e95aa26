import { AppError } from '../../domain/errors.ts';
import { asAppError } from '../platform/database/database-errors.ts';
import { pauseOr } from '../platform/pause.ts';
import type { Platform } from '../platform/platform.ts';
import { channelOf, onTheWire } from './channels.ts';
import { accessTokenOf } from './commands/access-token.ts';
import type { Keep } from './commands/keep.ts';
import type { InboxRow } from './reads/inboxes.ts';
import { forgetNames, namesMet, noteNames } from './store/mailbox-names.ts';
import {
  type MailboxRow,
  mailboxComplains,
  mailboxFails,
  mailboxOf,
  mailboxStands,
  moveMailbox,
} from './store/mailboxes.ts';

export type Pace = {
  /** Between two looks at what is to be followed. */
  lookMs: number;
  /** The longest a mailbox waits without looking, whatever its server tells. */
  pollMs: number;
  backOffMs: readonly number[];
  refusedMs: readonly number[];
};
type Given = { inbox: InboxRow; folder: string; row: MailboxRow; keep: Keep; pace: Pace; signal: AbortSignal };

const longEnoughMs = 60_000;

/** Follows one folder until `signal`: connects, and connects again when the line breaks, more patiently each time. */
export function followMailbox(p: Platform, given: Given): { done: Promise<void>; ask(): void } {
  let asked = Promise.withResolvers<void>();
  const ask = () => {
    asked.resolve();
    asked = Promise.withResolvers<void>();
  };
  return { done: keepFollowing(p, given, () => asked.promise), ask };
}

async function keepFollowing(p: Platform, given: Given, asked: () => Promise<void>): Promise<void> {
  const { signal, pace } = given;
  let failures = 0;
  while (!signal.aborted) {
    const beganAt = performance.now();
    const error = await followOnce(p, given, asked).then(
      () => null,
      (thrown: unknown) => asAppError(thrown),
    );
    if (signal.aborted || error === null) continue;
    failures = performance.now() - beganAt > longEnoughMs ? 1 : failures + 1;
    await tellTrouble(p, given, { error, isFirst: failures === 1 });
    const waits = error instanceof AppError && error.code === 'mailbox_refused' ? pace.refusedMs : pace.backOffMs;
    await pauseOr(waits[failures - 1] ?? waits.at(-1) ?? pace.pollMs, signal, [asked()]);
  }
}

async function followOnce(p: Platform, given: Given, asked: () => Promise<void>): Promise<void> {
  const { inbox, folder, signal, pace } = given;
  const { mailboxes } = channelOf(inbox.channel);
  const { settings } = onTheWire(p, inbox);
  const place = mailboxes?.of(settings);
  if (!mailboxes || !place) return pauseOr(pace.pollMs, signal, [asked()]);

  const row = await mailboxOf(p.db, { inboxId: inbox.id, account: place.account, folder });
  let { position } = row;
  let complaint: string | null = null;
  const stand = (state: 'connecting' | 'fetching' | 'waiting') =>
    mailboxStands(p.db, row.id, { state, at: p.clock.now(), isUnwell: complaint !== null });
  await stand('connecting');
  await mailboxes.follow(
    {
      inboxId: inbox.id,
      settings,
      folder,
      accessToken: await accessTokenOf(p, inbox.uuid),
      position,
      keep: given.keep,
      names: {
        met: () => namesMet(p.db, row.id),
        note: (names, state) => noteNames(p.db, row.id, { names, state }),
        forget: (names) => forgetNames(p.db, row.id, names),
      },
      async reached(to) {
        await moveMailbox(p.db, row.id, { from: position, to, at: p.clock.now() });
        position = to;
      },
      tell: stand,
      async complain(sentence) {
        complaint = sentence;
        if (sentence !== null) await mailboxComplains(p.db, row.id, { error: sentence, at: p.clock.now() });
      },
      asked,
      log: p.log,
      maxBytes: p.config.maxMailBytes,
      pollMs: pace.pollMs,
      now: () => p.clock.now(),
    },
    signal,
  );
}

async function tellTrouble(p: Platform, { inbox, row, folder }: Given, met: { error: unknown; isFirst: boolean }) {
  const sentence = met.error instanceof Error ? met.error.message : String(met.error);
  p.log[met.isFirst ? 'warn' : 'debug']({ err: met.error, inbox: inbox.uuid, folder }, 'a mailbox cannot be followed');
  await mailboxFails(p.db, row.id, { error: sentence.slice(0, 1_000), at: p.clock.now() }).catch(() => undefined);
}
