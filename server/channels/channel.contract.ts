import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type {
  Arrival,
  Channel,
  ComposedMessage,
  Connection,
  Door,
  InboxOnTheWire,
  OutgoingMessage,
} from './channel.ts';

/** What a channel brings to its contract test: bytes it reads, what they say, and a way to make them arrive. */
export type ChannelUnderTest<Settings> = {
  channel: Channel<Settings>;
  settings: Settings;
  /** Bytes as its provider would bring them, and what they say. */
  samples: { name: string; bytes: Uint8Array; text: string; from: string }[];
  /** Somebody this channel can write to. */
  recipient: OutgoingMessage['to'][number];
  inboxAddress: string;
  /** Makes a sample arrive through the open connection; resolves or rejects with what the sender is told. */
  deliver: ((connection: Connection, bytes: Uint8Array) => Promise<unknown>) | null;
  /** Turns composed bytes into what the recipient's answer to them looks like, with `text` as its words. */
  answerTo: ((composed: ComposedMessage, text: string) => Uint8Array) | null;
};

const receivedAt = new Date('2026-11-02T14:00:00Z');

/** The contract every channel fulfils, run over all of them and over one that is nothing like e-mail. */
export function holdsTheContract<Settings>(given: ChannelUnderTest<Settings>): void {
  const { channel } = given;
  const raw = (bytes: Uint8Array) => ({ bytes, envelope: {}, receivedAt, ownAddresses: [given.inboxAddress] });
  const open = new Set<Connection>();
  afterEach(async () => {
    await Promise.all([...open].map((connection) => connection.close()));
    open.clear();
  });
  const connect = async (door: Door) => {
    const connection = await channel.connect(door);
    open.add(connection);
    return connection;
  };

  describe(`the channel ${channel.id}`, () => {
    test('has a lower-case word for a name and settings a form can be drawn from', () => {
      expect(channel.id).toMatch(/^[a-z][a-z0-9_]{1,39}$/);
      expect(z.toJSONSchema(channel.settings, { io: 'input' })).toMatchObject({ type: 'object' });
      expect(channel.settings.safeParse(given.settings).success).toBe(true);
      expect(channel.settings.safeParse({ ...given.settings, 'no such setting': 1 }).success).toBe(false);
    });

    test('states abilities that make sense together', () => {
      const { can } = channel;
      expect(can.maxBytes).toBeGreaterThan(0);
      expect(can.undo).toBeGreaterThanOrEqual(0);
      expect(can.undo).toBeLessThanOrEqual(1);
      expect(can.replyWindow === null || can.replyWindow > 0).toBe(true);
      expect(can.sendsTo === null).toBe(given.answerTo === null);
    });

    test('never throws anything but an AppError, whatever the bytes are', async () => {
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 2000 }),
        fc
          .constantFrom(...given.samples, { bytes: new Uint8Array() })
          .chain(({ bytes: sample }) =>
            fc
              .tuple(fc.nat(Math.max(1, sample.length)), fc.uint8Array({ maxLength: 20 }))
              .map(([at, junk]) => Buffer.concat([sample.subarray(0, at), junk, sample.subarray(at)])),
          ),
      );
      const readsOrRefuses = async (one: Uint8Array) => {
        const error = await channel.parse(raw(one)).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error === null || error instanceof AppError).toBe(true);
      };
      await fc.assert(fc.asyncProperty(bytes, readsOrRefuses), { numRuns: 150 });
    });

    test('gives the same bytes the same key and other bytes another', async () => {
      const key = async (bytes: Uint8Array) => (await channel.identify(bytes, receivedAt)).key;
      for (const { bytes } of given.samples) expect(await key(bytes)).toBe(await key(Buffer.from(bytes)));
      const keys = await Promise.all(given.samples.map(({ bytes }) => key(bytes)));
      expect(new Set(keys).size).toBe(given.samples.length);
    });

    test.each(given.samples)('reads "$name" the same way twice', async ({ bytes, text, from }) => {
      const first = await channel.parse(raw(bytes));
      expect(first).toMatchObject({ kind: 'message', message: { text, from: { value: from } } });
      expect(await channel.parse(raw(bytes))).toEqual(first);
      if (first.kind === 'message') {
        expect(channel.can.subject || first.message.subject === null).toBe(true);
        expect(channel.can.html || first.message.html === null).toBe(true);
        expect((await channel.identify(bytes, receivedAt)).externalId).toBe(first.message.externalId);
      }
    });

    if (given.deliver !== null) {
      const { deliver } = given;
      const sample = given.samples[0]?.bytes ?? new Uint8Array();

      test('acknowledges only what is kept, and keeps the very bytes', async () => {
        const steps: string[] = [];
        const kept: Arrival[] = [];
        const door = doorOf(async (arrival) => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          kept.push(arrival);
          steps.push('kept');
          return { id: 'one', isNew: true };
        });
        await deliver(await connect(door), sample).then(() => steps.push('acknowledged'));
        expect(steps).toEqual(['kept', 'acknowledged']);
        expect(await channel.parse(raw(kept[0]?.bytes ?? new Uint8Array()))).toEqual(await channel.parse(raw(sample)));
        expect(kept[0]).toMatchObject({ ...(await channel.identify(sample, receivedAt)), inboxId: 7 });
      });

      test('refuses what could not be kept, so that the sender comes again', async () => {
        const door = doorOf(async () => {
          throw new AppError('unavailable', 'database_away', 'The database is away.');
        });
        await expect(deliver(await connect(door), sample)).rejects.toThrow();
      });
    }

    const { answerTo } = given;
    if (answerTo === null) {
      test('says that it carries nothing instead of pretending', async () => {
        const inbox = wire(given);
        await expect(channel.compose(outgoing(given), inbox)).rejects.toThrow(AppError);
        await expect(channel.send(noMail, inbox, noPost)).rejects.toThrow(AppError);
        await expect(channel.parse(raw(new Uint8Array()))).rejects.toThrow(AppError);
      });
    } else {
      test('composes one message twice into the same bytes under the same id', async () => {
        const first = await channel.compose(outgoing(given), wire(given));
        const second = await channel.compose(outgoing(given), wire(given));
        expect(second.externalId).toBe(first.externalId);
        expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
        expect(first.recipients).toEqual([given.recipient.value]);
      });

      test('brings an answer back to what it answers, with its words', async () => {
        const composed = await channel.compose(outgoing(given), wire(given));
        const parsed = await channel.parse(raw(answerTo(composed, 'Obrigada, chegou!')));
        expect(parsed.kind).toBe('message');
        if (parsed.kind !== 'message') return;
        expect(parsed.message.text).toContain('Obrigada, chegou!');
        expect(parsed.message.hints.references).toContain(composed.externalId);
      });

      test('refuses a recipient it cannot write to', async () => {
        const stranger = { kind: 'external' as const, value: 'x, y', name: '' };
        await expect(channel.compose({ ...outgoing(given), to: [stranger] }, wire(given))).rejects.toThrow(AppError);
      });
    }
  });
}

function doorOf(keep: Door['keep']): Door {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return {
    keep,
    inboxFor: async () => ({ id: 7, uuid: 'u' }),
    log,
    config: { host: '127.0.0.1', port: 0, maxBytes: 1e6 },
  };
}

function wire<Settings>(given: ChannelUnderTest<Settings>): InboxOnTheWire<Settings> {
  const { settings, inboxAddress } = given;
  return { uuid: 'u', name: 'Support', senderName: '', signature: '', address: inboxAddress, settings };
}

function outgoing<Settings>({ recipient }: ChannelUnderTest<Settings>): OutgoingMessage {
  return {
    messageUuid: '01930000-0000-7000-8000-000000000001',
    ticketNumber: 12,
    subject: 'Pedido',
    text: 'O pedido sai hoje.\nAté já.',
    html: null,
    from: { name: 'Ana' },
    to: [recipient],
    cc: [],
    attachments: [],
    references: [],
    isAutomatic: false,
    replyToken: '1z-2b-abcdefghijklmnopqrstuvwxyz',
    threadToken: '1z-2b-zyxwvutsrqponmlkjihgfedcba',
    language: 'pt-BR',
    at: receivedAt,
  };
}

const noMail: ComposedMessage = { externalId: 'x', recipients: [], sender: '', bytes: new Uint8Array() };
const noPost = { mail: async () => ({ response: '', refused: [] }), accessToken: async () => null };
