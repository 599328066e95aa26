import {
  type AutomaticCaps,
  type AutomaticFacts,
  type MayAnswer,
  mayAnswerAutomatically,
  mayBreak,
} from '../../../domain/automatic-mail.ts';
import type { Reason } from '../../../domain/events.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import {
  type AutomaticKind,
  countAutomatic,
  forgetCounted,
  isBreakerNews,
  lockAddress,
  readAutomatic,
  usualHour,
} from '../store/automatic-mail.ts';
import { lockTicketById } from '../store/lock.ts';

/** Somebody's wish to write without a person: to whom, about which ticket, and what it would answer. */
export type AutomaticMail = {
  kind: AutomaticKind;
  address: string | null;
  ticketId: number;
  caps: AutomaticCaps;
} & Pick<AutomaticFacts, 'answersMachine' | 'isHistory'>;

/**
 * Asks the loop rules and counts the mail as written when they allow it: whoever gets a yes writes in this transaction.
 * The one way for anything automatic to leave the desk.
 */
export async function allowAutomatic(tx: Tx, p: Platform, mail: AutomaticMail): Promise<MayAnswer> {
  const at = p.clock.now();
  const { kind, ticketId, answersMachine, isHistory } = mail;
  const address = mail.address?.toLowerCase() ?? null;
  const facts = { address, answersMachine, isHistory, ...(await known(tx, p, { address, ticketId, at })) };
  const answer = mayAnswerAutomatically(facts, at, mail.caps);
  if (answer.mayAnswer && address !== null) await countAutomatic(tx, { kind, address, ticketId, at });
  else if (!answer.mayAnswer && answer.reason.code === 'automatic_breaker') await alarm(tx, p, facts.desk);
  return answer;
}

async function known(tx: Tx, p: Platform, asked: { address: string | null; ticketId: number; at: Date }) {
  const { address, ticketId, at } = asked;
  if (address === null) {
    return { isOurs: false, isSuppressed: false, toAddress: [], onTicket: [], desk: { lastHour: 0, usualHour: 0 } };
  }
  await lockAddress(tx, address);
  const { lastHour, ...facts } = await readAutomatic(tx, { address, ticketId, ours: p.config.supportAddress, at });
  return { ...facts, desk: { lastHour, usualHour: mayBreak(lastHour) ? await usualHour(tx, at) : 0 } };
}

async function alarm(tx: Tx, p: Platform, desk: AutomaticFacts['desk']): Promise<void> {
  const at = p.clock.now();
  if (!(await isBreakerNews(tx, at))) return;
  p.log.error(desk, 'the desk writes far more mail by itself than it usually does, and stopped');
  await recordAudit(tx, { actor: { kind: 'system' }, action: 'mail.breaker', details: desk, at });
}

/** What the desk did not write stands in the ticket's history, with the reason. */
export async function tellWithheld(
  tx: Tx,
  p: Platform,
  withheld: { kind: AutomaticKind; ticketId: number; reason: Reason },
): Promise<void> {
  const { kind, ticketId, reason } = withheld;
  const actor = { kind: 'system' as const };
  await lockTicketById(tx, p, { actor, ticketId });
  const cause = { ...actor, id: null, depth: 0 };
  await recordEvents(tx, { at: p.clock.now(), actor, cause, channel: null, ticketId }, [
    { type: 'message.withheld', reason, details: { kind } },
  ]);
}

const keptMs = 8 * 24 * 60 * 60_000;

export async function forgetAutomatic(p: Platform): Promise<void> {
  await transaction(p.db, (tx) => forgetCounted(tx, new Date(p.clock.now().getTime() - keptMs)));
}
