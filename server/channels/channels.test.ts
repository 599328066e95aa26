import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { abilitiesOf } from '../../domain/channels.ts';
import { makeInstantChannel } from '../../test/instant-channel.ts';
import { holdsTheContract } from './channel.contract.ts';
import type { Channel, Connection } from './channel.ts';
import { channels } from './index.ts';

const underContract = {
  email: {
    settings: { plusAddressing: true },
    samples: [
      mailSample('a plain mail', 'Texto simples.'),
      mailSample('a mail with accents', 'Não recebi a confirmação.\n\nAté já,\nCarla'),
      mailSample('a long mail', 'palavra '.repeat(2000).trim()),
    ],
    recipient: { kind: 'email' as const, value: 'carla@padaria.test', name: 'Carla' },
    inboxAddress: 'support@desk.test',
    deliver: deliverMail,
    answerTo: ({ externalId }: { externalId: string }, text: string) =>
      Buffer.from(
        `From: carla@padaria.test\r\nTo: support@desk.test\r\nIn-Reply-To: ${externalId}\r\nSubject: Re: P\r\n\r\n${text}`,
      ),
  },
  api: {
    settings: {},
    samples: [],
    recipient: { kind: 'email' as const, value: 'carla@padaria.test', name: 'Carla' },
    inboxAddress: '',
    deliver: null,
    answerTo: null,
  },
};

test('every channel there is stands under the contract and in the list of abilities', () => {
  expect(channels.map(({ id }) => id).sort()).toEqual(Object.keys(underContract).sort());
  for (const { id, can } of channels) expect(can).toEqual(abilitiesOf(id));
});

for (const channel of channels) {
  const given = underContract[channel.id as keyof typeof underContract];
  holdsTheContract<unknown>({ channel: channel as Channel, ...given });
}

const { channel: instant, provider } = makeInstantChannel();
holdsTheContract({
  channel: instant,
  settings: { number: '+5511999990000', apiKey: 'k' },
  samples: [
    { name: 'a word', bytes: json({ text: 'Oi', id: 'a' }), text: 'Oi', from: '+5511988887777' },
    {
      name: 'a voice note',
      bytes: json({ voice: { seconds: 3, base64: 'AAAA' }, id: 'b' }),
      text: '',
      from: '+5511988887777',
    },
  ],
  recipient: { kind: 'phone', value: '+5511988887777', name: '' },
  inboxAddress: '+5511999990000',
  deliver: (_connection, bytes) => provider.push(JSON.parse(Buffer.from(bytes).toString('utf8'))),
  answerTo: ({ externalId }, text) => json({ text, id: 'c', replyTo: externalId }),
});

test('the made-up messenger tells of reading and of changed words', async () => {
  const raw = (event: object) => ({ bytes: json(event), envelope: {}, receivedAt: new Date(), ownAddresses: [] });
  const read = await instant.parse(raw({ type: 'receipt', id: 'out-1', state: 'read', to: '+5511988887777' }));
  expect(read).toMatchObject({ kind: 'receipt', externalId: 'out-1', fates: [{ state: 'read' }] });
  const edit = await instant.parse(raw({ type: 'edit', id: 'a', text: 'Olá' }));
  expect(edit).toMatchObject({ kind: 'edit', externalId: 'a', text: 'Olá' });
});

function json(event: object): Buffer {
  return Buffer.from(JSON.stringify({ type: 'message', from: '+5511988887777', at: 1_762_000_000_000, ...event }));
}

function mailSample(name: string, text: string) {
  const head =
    'From: Carla <carla@padaria.test>\r\nTo: support@desk.test\r\nContent-Type: text/plain; charset=utf-8\r\n';
  const bytes = Buffer.from(
    `${head}Subject: ${name}\r\nMessage-ID: <${name.replaceAll(' ', '-')}@x.test>\r\n\r\n${text}\r\n`,
  );
  return { name, bytes, text, from: 'carla@padaria.test' };
}

async function deliverMail(connection: Connection, bytes: Uint8Array): Promise<unknown> {
  const client = createTransport({ host: connection.address?.host, port: connection.address?.port, ignoreTLS: true });
  const envelope = { from: 'carla@padaria.test', to: ['support@desk.test'] };
  return client.sendMail({ envelope, raw: Buffer.from(bytes) });
}
