import { createHmac } from 'node:crypto';

/**
 * As Standard Webhooks has it, so that its verifiers read it: HMAC-SHA256 over `id.timestamp.body`, keyed with the bytes behind
 * `whsec_`. The id stays the same over all attempts; the timestamp (seconds) is each attempt's own. docs/webhooks.md shows how
 * it is checked.
 */
export function signedHeaders(secret: string, sent: { id: string; at: Date; body: string }): Record<string, string> {
  const timestamp = String(Math.floor(sent.at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const proof = createHmac('sha256', key).update(`${sent.id}.${timestamp}.${sent.body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Atende',
    'webhook-id': sent.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${proof}`,
  };
}
