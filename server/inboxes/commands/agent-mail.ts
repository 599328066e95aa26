import {
  type AgentMail,
  agentTokenPlaces,
  answerOf,
  judgeAgentMail,
  quotesNotification,
} from '../../../domain/agent-mail.ts';
import { AppError, isUnavailable } from '../../../domain/errors.ts';
import type { Reason } from '../../../domain/events.ts';
import { readMailCommands } from '../../../domain/mail-commands.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { deskOrigin } from '../../platform/desk-origin.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { readSignedPair } from '../../platform/secrets/signed-pair.ts';
import { type WrittenByMail, writeByMail } from '../../tickets/commands/write-by-mail.ts';
import { agentClaimFacts } from '../reads/agent-claim.ts';
import { ticketsInScope } from '../reads/scope.ts';
import { setAside } from '../store/inbound.ts';
import type { Mail } from './mail.ts';
import { inboundContext } from './parked.ts';

// Mail that answers a notification. domain/agent-mail.ts says what it may be; nothing here ever reaches a customer that
// is not the agent's own new words.

type Claim = { ticketId: number; agentId: number; place: keyof typeof agentTokenPlaces; word: string };

/** The token of a notification that this mail carries: in the address it was sent to, or in the ids it answers. */
function claimOf({ message }: Mail, secrets: Secrets): Claim | null {
  const words = { address: message.hints.tokens, messageId: message.hints.references };
  for (const place of ['address', 'messageId'] as const) {
    for (const word of words[place]) {
      const pair = readSignedPair(secrets, agentTokenPlaces[place], word);
      if (pair !== null) return { ticketId: pair[0], agentId: pair[1], place, word };
    }
  }
  return null;
}

/** False: it is no agent's mail and goes the way of all others. */
export async function fileAgentMail(tx: Tx, p: Platform, mail: Mail): Promise<boolean> {
  const claim = claimOf(mail, p.secrets);
  if (claim === null || mail.prepared.row.envelope.isHistory === true) return false;
  const actor = await activeActor(tx, claim.agentId);
  const sender = mail.sender.isKnown ? mail.sender.person.value : null;
  // Ids travel on in References to whoever is copied; only what stands in an address was given to the agent alone.
  if (claim.place === 'messageId' && sender !== actor?.email) return false;

  const facts = await agentClaimFacts(tx, { ticketId: claim.ticketId, inboundId: mail.prepared.row.id });
  if (facts.isTwin) return true;
  const said = judgeAgentMail({
    agent: actor === null ? null : await standingOf(tx, actor, facts.ticketId),
    sender,
    isVerified: mail.message.verdict.status === 'verified',
    isAutomatic: mail.message.automatic.is,
  });
  const { ticketId, number, writtenFor } = facts;
  const answered = { mail, claim: { ...claim, ticketId }, number, writtenFor };
  if (said.as === 'refused') await refuse(tx, p, { ...answered, ...said });
  else if (said.as !== 'nothing' && actor !== null) await write(tx, p, { ...answered, actor, said });
  return true;
}

async function standingOf(tx: Tx, actor: AgentActor, ticketId: number) {
  const visible = await ticketsInScope(tx, actor, [ticketId]);
  return {
    email: actor.email,
    sees: visible.has(ticketId),
    mayReply: may(actor, 'tickets.reply'),
    mayNote: may(actor, 'tickets.note'),
  };
}

type Answered = { mail: Mail; claim: Claim; number: number | null; writtenFor: number | null };
type Allowed = Extract<AgentMail, { as: 'reply' | 'note' }>;

async function write(tx: Tx, p: Platform, given: Answered & { actor: AgentActor; said: Allowed }): Promise<void> {
  const { said } = given;
  if (said.as === 'note' && said.isForgery) await audit(tx, p, { ...given, ...said });
  try {
    await writeByMail(tx, p, writtenOf(p, given));
  } catch (error) {
    if (!(error instanceof AppError) || isUnavailable(error) || error.code === 'ticket_moved') throw error;
    const reason = { code: error.code, values: { error: error.message } };
    await refuse(tx, p, { ...given, reason, isForgery: false });
  }
}

function writtenOf(p: Platform, given: Answered & { actor: AgentActor; said: Allowed }) {
  const { mail, claim, number, writtenFor, actor, said } = given;
  const { prepared, message } = mail;
  const isTheirs = said.as === 'reply' || !said.isForgery;
  const answer = answerOf(message.text);
  const { commands, text } = isTheirs ? readMailCommands(answer) : { commands: null, text: answer };
  const isUnclean = quotesNotification(text, [claim.word, `${deskOrigin(p.config)}/tickets/${number}`]);
  const kind = said.as === 'note' || commands?.note || isUnclean ? 'note' : 'reply';
  const reason: Reason =
    said.as === 'reply' && isUnclean ? { code: 'agent_mail_quotes', values: said.reason.values } : said.reason;
  const written: WrittenByMail = {
    actor,
    ticketId: claim.ticketId,
    isTheirs,
    kind,
    text,
    attachments: prepared.attachments.filter(({ isInline }) => !isInline),
    assignMe: commands?.assignMe ?? false,
    status: commands?.status ?? null,
    from: {
      inboxId: prepared.inbox.id,
      inboundId: prepared.row.id,
      channel: prepared.inbox.channel,
      verdict: message.verdict,
      externalId: message.externalId,
      reason,
      ...(writtenFor !== null && { writtenFor }),
    },
  };
  return written;
}

type Refused = Answered & { reason: Reason; isForgery: boolean };

/** Kept with its bytes where an admin sees it and why; it is in no ticket and nobody is written to. */
async function refuse(tx: Tx, p: Platform, refused: Refused): Promise<void> {
  const { row } = refused.mail.prepared;
  const error = `An answer to a notification was not taken: ${refused.reason.code}.`;
  await setAside(tx, row.id, { error, code: refused.reason.code, by: null });
  await recordEvents(tx, inboundContext(p, row.id), [{ type: 'inbound.parked', reason: refused.reason }]);
  await audit(tx, p, refused);
}

async function audit(tx: Tx, p: Platform, { mail, claim, number, reason, isForgery }: Refused): Promise<void> {
  const { envelope, uuid } = mail.prepared.row;
  await recordAudit(tx, {
    actor: { kind: 'system' },
    action: isForgery ? 'mail.impersonation' : 'mail.refused',
    objectKind: 'inbound',
    objectId: uuid,
    details: {
      code: reason.code,
      from: mail.sender.person.value,
      agentId: claim.agentId,
      ticket: number,
      server: typeof envelope.remoteAddress === 'string' ? envelope.remoteAddress : null,
    },
    at: p.clock.now(),
  });
}
