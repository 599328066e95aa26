import { agentTokenPlaces } from '../../../domain/agent-mail.ts';
import { notificationCaps } from '../../../domain/automatic-mail.ts';
import { mailedWithinHours, mailPauseMinutes } from '../../../domain/notifications.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { transaction } from '../../platform/database/database.ts';
import { deskOrigin } from '../../platform/desk-origin.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { makeSignedPair } from '../../platform/secrets/signed-pair.ts';
import { readSettings } from '../../settings/reads.ts';
import { allowAutomatic } from '../../tickets/commands/automatic-mail.ts';
import { notificationLetter } from '../letter.ts';
import { lastMailed, lostMail, type MailFacts, readMailFacts } from '../reads/mail.ts';
import { lockMailDue, settleMail } from '../store.ts';

type Due = { agentId: number; ticketId: number };
const pauseMs = mailPauseMinutes * 60_000;

/** The first news goes at once; what follows within two minutes shares the next mail. */
export async function mailLater(tx: Tx, p: Platform, due: Due): Promise<void> {
  const last = await lastMailed(tx, due);
  const key = `mail-agent:${due.agentId}:${due.ticketId}`;
  const when = last === null ? {} : { runAt: new Date(last.getTime() + pauseMs) };
  await p.jobs.add(tx, 'mail-agent', due, { key, ...when });
}

/** The job: one mail about everything that waits, if the agent may still see the ticket. */
export async function mailAgent(p: Platform, due: Due): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ids = await lockMailDue(tx, due);
    if (ids.length === 0) return;
    const since = new Date(p.clock.now().getTime() - mailedWithinHours * 3_600_000);
    const actor = await activeActor(tx, due.agentId);
    const facts = actor === null ? null : await readMailFacts(tx, actor, { ...due, ids, since });
    const isSent = actor !== null && facts !== null && (await write(tx, p, { actor, facts, due }));
    await settleMail(tx, ids, isSent ? 'sent' : 'withheld');
  });
}

type Writing = { actor: AgentActor; facts: MailFacts; due: Due };

async function write(tx: Tx, p: Platform, { actor, facts, due }: Writing): Promise<boolean> {
  if (facts.news.length === 0) return false;
  const { ticketId } = due;
  const mail = { kind: 'notification' as const, address: actor.email, ticketId, caps: notificationCaps };
  const answer = await allowAutomatic(tx, p, { ...mail, answersMachine: false, isHistory: false });
  if (!answer.mayAnswer) {
    p.log.warn({ agent: actor.uuid, ticket: facts.number, reason: answer.reason }, 'an agent was not told by mail');
    return false;
  }
  const { company } = await readSettings(p, tx);
  const pair = [ticketId, actor.id] as const;
  const replyTo = replyAddress(facts, makeSignedPair(p.secrets, agentTokenPlaces.address, pair));
  await p.mailer.sendLater(tx, {
    ...notificationLetter(facts, { to: actor.email, link: `${deskOrigin(p.config)}/tickets/${facts.number}` }),
    senderName: company || 'Atende',
    token: makeSignedPair(p.secrets, agentTokenPlaces.messageId, pair),
    ...(replyTo === null ? {} : { replyTo }),
  });
  return true;
}

/** `support+token@`, or the plain address where tags are refused: then the Message-ID alone carries a token. */
function replyAddress({ inbox }: MailFacts, token: string): string | null {
  if (inbox === null) return null;
  const at = inbox.address.lastIndexOf('@');
  const local = `${inbox.address.slice(0, at)}+${token}`;
  return inbox.takesTags && local.length <= 64 ? `${local}${inbox.address.slice(at)}` : inbox.address;
}

const patienceMs = 5 * 60_000;

/** Gives news whose job is gone (after a restore, or while sending was held) a new one. */
export async function recoverAgentMail(p: Platform): Promise<void> {
  const lost = await lostMail(p.db, new Date(p.clock.now().getTime() - patienceMs));
  if (lost.length === 0) return;
  await transaction(p.db, async (tx) => {
    for (const due of lost) await mailLater(tx, p, due);
  });
}
