import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthorizationServer, authorizationServer, clientSecret } from '../../test/authorization-server.ts';
import { type FakeImap, fakeImap } from '../../test/fake-imap.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { openDatabase } from '../platform/database/database.ts';
import { channelOf, onTheWire } from './channels.ts';
import { accessTokenOf } from './commands/access-token.ts';
import { keeper } from './commands/keep.ts';
import { postOf } from './commands/post.ts';
import { resealInboxes } from './commands/reseal.ts';
import { type MailboxesAtWork, startMailboxes } from './mailboxes.ts';
import { inboxByUuid } from './reads/inboxes.ts';

const quick = { lookMs: 50, pollMs: 60_000, backOffMs: [100], refusedMs: [60_000] };
let desk: Desk;
let provider: AuthorizationServer;
let imap: FakeImap;
let inboxUrl = '';
let mailboxes: MailboxesAtWork | null = null;

beforeEach(async () => {
  [provider, imap] = await Promise.all([authorizationServer({ answersAfterMs: 100 }), fakeImap()]);
  desk = await startDesk({ config: { outboundHosts: ['127.0.0.1'] } });
  inboxUrl = `/api/inboxes/${desk.world.inbox.uuid}`;
  expect((await configure()).status).toBe(200);
});
afterEach(async () => {
  await mailboxes?.close();
  mailboxes = null;
  await desk.close();
  await Promise.all([provider.close(), imap.close()]);
});

function configure(more: object = {}) {
  const settings = {
    incoming: 'imap',
    imapHost: '127.0.0.1',
    imapPort: imap.port,
    imapSecurity: 'none',
    imapUser: 'support@atende.example',
    signIn: 'other',
    oauthClientId: 'the desk',
    oauthClientSecret: clientSecret,
    oauthAuthorizeUrl: `${provider.url}/authorize`,
    oauthTokenUrl: `${provider.url}/token`,
    oauthScope: 'mail',
    ...more,
  };
  return desk.as('olivia').patch(inboxUrl, { settings });
}

async function begin() {
  const begun = await desk.as('olivia').post(`${inboxUrl}/oauth/start`);
  expect(begun.status).toBe(201);
  return begun.body.url as string;
}
const comeBack = (to: URL, as: 'olivia' | 'adao' = 'olivia') => desk.as(as).get(to.pathname + to.search);
const endedWith = (answer: { headers: Record<string, unknown> }) =>
  new URL(String(answer.headers.location), 'http://x').searchParams.get('signIn');

async function signIn() {
  expect(endedWith(await comeBack(provider.allow(await begin())))).toBe('done');
}
const token = () => accessTokenOf(desk.p, desk.world.inbox.uuid);
const inbox = async () => (await desk.as('olivia').get(inboxUrl)).body.inbox;

test('an admin allows the desk to read a mailbox, and it signs in with what it was given', async () => {
  expect((await inbox()).signIn).toEqual({ isAllowed: false });
  await signIn();
  expect((await inbox()).signIn).toEqual({ isAllowed: true });
  expect(provider.grants[0]?.get('code_verifier')).toMatch(/^[\w-]{43,}$/);

  const proofs: string[] = [];
  imap.spoil = (command, { tag, write }) => {
    if (/^CAPABILITY/i.test(command)) {
      write(`* CAPABILITY IMAP4rev1 IDLE AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR\r\n${tag} OK\r\n`);
      return true;
    }
    if (/^AUTHENTICATE/i.test(command)) proofs.push(Buffer.from(command.split(' ').at(-1) ?? '', 'base64').toString());
    return null;
  };
  mailboxes = startMailboxes(desk.p, keeper(desk.p), quick);
  await until(async () => (await inbox()).connection?.state === 'waiting');
  expect(proofs[0]).toContain('support@atende.example');
  expect(proofs[0]).toContain('Bearer access-1');
});

test('what the provider gave is sealed, and nobody reads it by the API', async () => {
  await signIn();
  const row = await desk.db.selectFrom('inbox_sign_ins').selectAll().executeTakeFirstOrThrow();
  for (const secret of ['access-', 'refresh-']) expect(row.tokens).not.toContain(secret);
  const shown = JSON.stringify(await inbox());
  for (const secret of ['access-', 'refresh-', clientSecret]) expect(shown).not.toContain(secret);
  await resealInboxes(desk.p);
  expect(await token()).toBe('access-1');
});

test('who did not begin it cannot end it, and an answer counts once', async () => {
  const back = provider.allow(await begin());
  expect(endedWith(await comeBack(back, 'adao'))).toBe('sign_in_unknown');
  const made = new URL(back);
  made.searchParams.set('state', 'x'.repeat(43));
  expect(endedWith(await comeBack(made))).toBe('sign_in_unknown');
  expect(endedWith(await comeBack(back))).toBe('done');
  expect(endedWith(await comeBack(back))).toBe('sign_in_unknown');
  const mixedUp = provider.allow(await begin());
  mixedUp.searchParams.set('iss', 'https://another.example');
  expect(endedWith(await comeBack(mixedUp))).toBe('sign_in_unknown');
  expect((await desk.as('ana').post(`${inboxUrl}/oauth/start`)).status).toBe(403);
  expect((await desk.as('olivia', 'token').post(`${inboxUrl}/oauth/start`)).status).toBe(400);
});

test('an answer that comes too late, or says no, gives nothing', async () => {
  const late = provider.allow(await begin());
  desk.clock.advance(11 * 60);
  expect(endedWith(await comeBack(late))).toBe('sign_in_unknown');
  const denied = new URL(provider.allow(await begin()));
  denied.searchParams.delete('code');
  denied.searchParams.set('error', 'access_denied');
  expect(endedWith(await comeBack(denied))).toBe('sign_in_denied');
  expect(provider.grants).toHaveLength(0);
});

test('two processes renew what ends soon once, before it ends', async () => {
  await signIn();
  expect(await token()).toBe('access-1');
  expect(provider.grants).toHaveLength(1);
  desk.clock.advance(3_600 - 240);
  const second = openDatabase(desk.address, { connections: 2 });
  const elsewhere = { ...desk.p, db: second.db };
  const given = await Promise.all([
    token(),
    accessTokenOf(elsewhere, desk.world.inbox.uuid),
    token(),
    accessTokenOf(elsewhere, desk.world.inbox.uuid),
  ]);
  await second.close();
  expect(given).toEqual(['access-2', 'access-2', 'access-2', 'access-2']);
  expect(provider.grants.map((grant) => grant.get('grant_type'))).toEqual(['authorization_code', 'refresh_token']);
});

test('a permission that was taken back is told in the provider’s words, until somebody signs in again', async () => {
  await signIn();
  provider.revoke();
  desk.clock.advance(3_600);
  mailboxes = startMailboxes(desk.p, keeper(desk.p), quick);
  await until(async () => (await inbox()).connection?.state === 'failing');
  expect((await inbox()).lastError).toContain('This permission was taken back.');
  const asked = provider.grants.length;
  await sleep(500);
  expect(provider.grants).toHaveLength(asked);
});

test('mail leaves by the inbox’s own server with the same permission', async () => {
  const proofs: unknown[] = [];
  const server = new SMTPServer({
    authMethods: ['XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: (auth, _session, done) => {
      proofs.push([auth.username, auth.accessToken]);
      done(null, { user: auth.username ?? '' });
    },
    onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  await configure({ outgoing: 'own', smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' });
  await signIn();
  const row = await inboxByUuid(desk.p, desk.world.inbox.uuid);
  const composed = {
    externalId: '<one@atende.example>',
    recipients: ['mary@northwind.example'],
    sender: 'support@atende.example',
    bytes: Buffer.from('Subject: hello\r\n\r\nhello\r\n'),
  };
  await channelOf('email').send(composed, onTheWire(desk.p, row), postOf(desk.p, row.uuid));
  expect(proofs).toEqual([['support@atende.example', 'access-1']]);
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test('a token address inside the own network is not asked unless the operator lists it', async () => {
  const url = await begin();
  const strict = { ...desk.p, config: { ...desk.p.config, outboundHosts: [] } };
  const { endSignIn } = await import('./commands/sign-in.ts');
  const { actorOfSession } = await import('../auth/reads/actor-of-token.ts');
  const hash = desk.p.secrets.hashToken(desk.world.agents.olivia.sessionToken);
  const session = await desk.db
    .selectFrom('sessions')
    .select('uuid')
    .where('token_hash', '=', hash)
    .executeTakeFirstOrThrow();
  const actor = await actorOfSession(desk.p, hash);
  if (actor === null) throw new Error('Olívia is signed in.');
  const answer = Object.fromEntries(provider.allow(url).searchParams);
  await expect(endSignIn(strict, { actor, sessionUuid: session.uuid, answer })).rejects.toMatchObject({
    code: 'outbound_refused',
  });
  expect(provider.grants).toHaveLength(0);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isSo()) return;
    await sleep(30);
  }
  throw new Error('It did not come to be.');
}
