import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { runActions } from '../../automation/commands/run-actions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { fillTexts } from '../../tickets/commands/fill-texts.ts';
import { changesBy, putTicketBack } from '../../tickets/commands/put-back.ts';
import { replyTo } from '../../tickets/commands/reply.ts';
import { takeBackReply } from '../../tickets/commands/undo.ts';
import { whatWasDone } from '../reads/running.ts';
import type { Doing, Done, Row, Task } from '../run.ts';
import { refuseForbidden } from './task.ts';

type Given = { row: Row; actor: AgentActor; startedAt: Date };

/** Does it to one ticket, all of it or nothing, as the agent who asked for it. */
export async function doTask(tx: Tx, p: Platform, { task, ...given }: Given & { task: Task }): Promise<Done> {
  return 'undoes' in task ? undo(tx, p, { ...given, undoes: task.undoes }) : doAll(tx, p, { ...given, task });
}

async function doAll(tx: Tx, p: Platform, { row, actor, task, startedAt }: Given & { task: Doing }): Promise<Done> {
  refuseForbidden(actor, task);
  const { number } = row;
  let messageId: string | null = null;
  const act = async (ticketId: number) => {
    await runActions(tx, p, { ticketId, actor, actions: task.actions });
    if (task.reply === null) return;
    const { text, status } = task.reply;
    const words = { text: await filled(tx, p, { ticketId, text, actor }), html: null };
    // Nobody looks at each thread: what a customer wrote since the run was asked for is not answered by a text that could not know it.
    messageId = (await replyTo(tx, p, { actor, number, words, status, unlessNewsSince: startedAt })).id;
  };
  const changes = await changesBy(tx, p, { actor, number, act });
  return { changes, messageId };
}

type Filling = { ticketId: number; text: string; actor: AgentActor };

/** As this customer reads it. A gap is never sent: nobody looks at each of a thousand replies. */
async function filled(tx: Tx, p: Platform, { ticketId, text, actor }: Filling): Promise<string> {
  const texts = { en: { text }, 'pt-BR': { text } };
  const read = await fillTexts(tx, p, { ticketId, texts, agentName: actor.name });
  const missing = read?.unresolved ?? [];
  if (missing.length === 0) return read?.text ?? text;
  throw new AppError('invalid', 'template_unresolved', `There is no value here for ${missing.join(', ')}.`, {
    details: { variables: missing },
  });
}

async function undo(tx: Tx, p: Platform, { row, actor, undoes }: Given & { undoes: string }): Promise<Done> {
  const { number } = row;
  const { changes, messageId } = await whatWasDone(tx, { undoes, place: row.place });
  if (messageId !== null) await takeBackReply(tx, p, { actor, number, messageId });
  if (Object.keys(changes).length > 0) await putTicketBack(tx, p, { actor, number, changes });
  return { changes: {}, messageId: null };
}
