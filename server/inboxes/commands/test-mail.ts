import type { InboundMessage } from '../../channels/channel.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { finishTest } from '../store/mailboxes.ts';
import type { Prepared } from './prepare.ts';

// The mail the desk sends to itself (test-inbox.ts) is no request: known by its token, it ends the test and opens no ticket.

/** Fits wherever a reply token fits, and is none. */
export function testToken(secrets: Secrets, uuid: string): string {
  const proof = Buffer.from(secrets.sign('inbox test', uuid), 'base64url').toString('hex').slice(0, 12);
  return `test-${uuid.replaceAll('-', '')}-${proof}`;
}

const shape = /test-([0-9a-f]{32})-[0-9a-f]{12}/i;

/** The test this mail is of, and whether both of its signs are still there; null for every other mail. */
export function testIn({ secrets }: Platform, { hints, externalId }: InboundMessage) {
  const words = [...hints.tokens, externalId ?? ''];
  const found = words.map((word) => shape.exec(word)).find((match) => match !== null);
  const hex = found?.[1];
  if (!hex) return null;
  const uuid = hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const token = testToken(secrets, uuid);
  const carries = (word: string) => word.toLowerCase().includes(token);
  if (!words.some(carries)) return null;
  return { uuid, isNamed: carries(externalId ?? ''), isAddressed: hints.tokens.some(carries) };
}

/** True when it was such a mail: then it is done with. */
export async function endTest(p: Platform, { row, inbox, parsed }: Prepared): Promise<boolean> {
  const test = parsed.kind === 'message' ? testIn(p, parsed.message) : null;
  if (test === null) return false;
  const isSigned = inbox.settings.plusAddressing !== false;
  const hasThread = test.isNamed && (test.isAddressed || !isSigned);
  await finishTest(p.db, { uuid: test.uuid, inboundId: row.id, hasThread, at: p.clock.now() });
  return true;
}
