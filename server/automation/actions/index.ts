import type { Action } from './action.ts';
import { addFollower } from './add-follower.ts';
import { addNote } from './add-note.ts';
import { addTags } from './add-tags.ts';
import { applySla } from './apply-sla.ts';
import { assignAutomatically } from './assign-automatically.ts';
import { callWebhook } from './call-webhook.ts';
import { confirm } from './confirm.ts';
import { escalate } from './escalate.ts';
import { mergeInto } from './merge-into.ts';
import { notify } from './notify.ts';
import { removeTags } from './remove-tags.ts';
import { sendEmail } from './send-email.ts';
import { sendReply } from './send-reply.ts';
import { setAssignee } from './set-assignee.ts';
import { setField } from './set-field.ts';
import { setPriority } from './set-priority.ts';
import { setStatus } from './set-status.ts';
import { setTeam } from './set-team.ts';
import { setTopic } from './set-topic.ts';
import { snooze } from './snooze.ts';
import { stop } from './stop.ts';

/** Every action, in the order it is offered. */
export const actions: readonly Action[] = [
  setStatus,
  setPriority,
  setTopic,
  setTeam,
  setAssignee,
  assignAutomatically,
  addTags,
  removeTags,
  setField,
  applySla,
  addNote,
  addFollower,
  escalate,
  snooze,
  mergeInto,
  confirm,
  sendReply,
  sendEmail,
  notify,
  callWebhook,
  stop,
];
