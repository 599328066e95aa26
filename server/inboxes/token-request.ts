import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { SignInProvider } from '../channels/channel.ts';
import { askOutside } from '../platform/http/outbound-http.ts';
import { headerText } from '../platform/mail/header-text.ts';
import type { Platform } from '../platform/platform.ts';

export type Tokens = { accessToken: string; refreshToken: string | null; expiresAt: Date };

const granted = z.object({
  access_token: z.string().min(1).max(20_000),
  refresh_token: z.string().min(1).max(20_000).optional(),
  expires_in: z.coerce.number().positive().default(3_600),
});
const denied = z.object({ error: z.string(), error_description: z.string().optional() });

/** Asks the provider's token address, the only place the client secret is shown to. */
export async function askForTokens(
  p: Platform,
  provider: SignInProvider,
  grant: Record<string, string>,
): Promise<Tokens> {
  const form = new URLSearchParams({ ...grant, client_id: provider.clientId });
  if (provider.clientSecret !== null) form.set('client_secret', provider.clientSecret);
  const answer = await askOutside(p.config, {
    url: provider.tokenUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    maxBytes: 100_000,
  });
  const said = readJson(answer.text);
  const tokens = granted.safeParse(said);
  if (answer.status !== 200 || !tokens.success) throw refusal(answer.status, said);
  const { access_token, refresh_token, expires_in } = tokens.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: new Date(p.clock.now().getTime() + expires_in * 1000),
  };
}

/** An answer about our permission is final until a person signs in again; anything else may pass. */
function refusal(status: number, said: unknown): AppError {
  const { data } = denied.safeParse(said);
  const words = headerText([data?.error, data?.error_description].filter(Boolean).join(': '), 300);
  const sentence = `The mail provider gave no permission (${words || status}).`;
  return new AppError('unavailable', data === undefined ? 'provider_away' : 'mailbox_refused', sentence);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
