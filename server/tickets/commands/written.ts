import type { WriteMessageBody } from '../../../contract/messages.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may, type Permission } from '../../../domain/permissions.ts';
import { laidOutText } from '../../platform/html/laid-out-text.ts';
import { sanitizeHtml } from '../../platform/html/sanitize-html.ts';

/** What somebody wrote by the API: plain text or HTML. Both are kept, the HTML only after it was made harmless. */
export async function writtenText(written: {
  text?: string | undefined;
  html?: string | undefined;
}): Promise<{ text: string; html: string | null }> {
  if (written.html === undefined) return { text: refuseEmpty(written.text ?? '', 'text'), html: null };
  const { html } = await sanitizeHtml(written.html);
  const text = await laidOutText(html);
  const hasPicture = /<img\b/.test(html);
  return { text: hasPicture ? text : refuseEmpty(text, 'html'), html };
}

/** Markup around nothing, or nothing but spaces, says nothing. */
function refuseEmpty(text: string, field: string): string {
  if (text.trim() !== '') return text;
  throw new AppError('invalid', 'empty_message', 'The message says nothing.', {
    fields: { [field]: 'Write something.' },
  });
}

/** A status that comes along is a change of the ticket and needs that permission too. */
export function refuseWithoutPermission(actor: AgentActor, permission: Permission, body: WriteMessageBody): void {
  const needed: Permission[] = body.status === undefined ? [permission] : [permission, 'tickets.update'];
  const missing = needed.find((one) => !may(actor, one));
  if (missing) throw new AppError('forbidden', 'not_allowed', `Your role lacks the permission ${missing}.`);
}
