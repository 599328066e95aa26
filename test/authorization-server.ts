import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A mail provider's authorisation server (OAuth 2, PKCE) on loopback: strict where the real ones are. */
export type AuthorizationServer = {
  url: string;
  /** What a person does in the browser: allows it. Gives the address they are sent back to. */
  allow(authorizeUrl: string): URL;
  /** Every request for tokens, in order. */
  grants: URLSearchParams[];
  /** From now on refresh tokens are worth nothing. */
  revoke(): void;
  close(): Promise<void>;
};

export const clientSecret = 'the secret of the client';

export async function authorizationServer({
  answersAfterMs = 0,
  tokensLast = 3_600,
} = {}): Promise<AuthorizationServer> {
  const codes = new Map<string, URLSearchParams>();
  const grants: URLSearchParams[] = [];
  let refreshToken = '';
  let isRevoked = false;

  function grant(asked: URLSearchParams): object | null {
    if (asked.get('client_secret') !== clientSecret) return null;
    if (asked.get('grant_type') === 'authorization_code') {
      const begun = codes.get(asked.get('code') ?? '');
      codes.delete(asked.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url');
      const isRight =
        begun?.get('code_challenge') === challenge && begun.get('redirect_uri') === asked.get('redirect_uri');
      if (!isRight) return null;
    } else if (isRevoked || refreshToken === '' || asked.get('refresh_token') !== refreshToken) return null;
    refreshToken = `refresh-${grants.length}`;
    return {
      access_token: `access-${grants.length}`,
      refresh_token: refreshToken,
      expires_in: tokensLast,
      token_type: 'Bearer',
    };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URLSearchParams(Buffer.concat(await request.toArray()).toString('utf8'));
    grants.push(asked);
    const given = grant(asked);
    await new Promise((resolve) => setTimeout(resolve, answersAfterMs));
    const said = given ?? { error: 'invalid_grant', error_description: 'This permission was taken back.' };
    response.writeHead(given ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    allow(authorizeUrl) {
      const asked = new URL(authorizeUrl).searchParams;
      const code = `code-${codes.size}-${asked.get('state')?.slice(0, 4)}`;
      codes.set(code, asked);
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      back.searchParams.set('iss', url);
      back.searchParams.set('scope', 'whatever providers add');
      return back;
    },
    grants,
    revoke: () => {
      isRevoked = true;
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
