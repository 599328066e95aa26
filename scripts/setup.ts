import { firstOwner } from '../server/agents/reads/first-owner.ts';
import { ensureSetupLink } from '../server/auth/commands/setup.ts';
import { openShell } from '../server/cli/command.ts';
import { addSample } from '../server/cli/sample/add-sample.ts';
import { ensureFirstInbox } from '../server/inboxes/commands/manage-inboxes.ts';

/**
 * `npm run setup`, for developers: a desk under ./data with an owner who can sign in at once and a dozen tickets. Outgoing
 * mail stays in the local outbox (Settings, Deliveries); incoming mail goes to the SMTP door, e.g. with `npm run mail`.
 */
const owner = { OWNER_EMAIL: 'owner@atende.example', OWNER_PASSWORD: 'for development only' };
const shell = openShell({ ...owner, ...process.env });

try {
  await shell.withDesk(async (p) => {
    const isNew = (await firstOwner(p.db)) === null;
    await ensureFirstInbox(p);
    await ensureSetupLink(p);
    if (isNew) await addSample(p);
    shell.print(isNew ? 'A desk with a dozen tickets is ready.' : 'The desk is there already; nothing was added.');
    shell.print(
      `npm run dev, then sign in as ${shell.settings.owner?.email} with "${shell.settings.owner?.password}".`,
    );
  });
} finally {
  await shell.close();
}
