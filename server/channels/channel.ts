import type { z } from 'zod';
import type { ChannelAbilities } from '../../domain/channels.ts';
import type { MailServer } from '../platform/mail/mail.ts';

/**
 * The contract a channel fulfils. A channel is a folder under `server/channels/`; adding one needs no screen, no
 * migration and no switch elsewhere: its settings form is drawn from `settings`, and everybody else asks `can`.
 *
 *   identify  the key under which the same bytes are one arrival
 *   connect   brings raw bytes in and hands them to `keep`, which returns only when they are on disk
 *   parse     pure: bytes to what was said and by whom; runs again and again over the same bytes without harm
 *   compose   pure: a reply to the bytes or payload to send, with the id it will be known by
 *   send      hands one composed message to the provider; throws `SendError` (platform/mail/send-error.ts) when it was refused
 *
 * One contract test (`server/channels/channel.contract.ts`) runs over every channel.
 */
export type Channel<Settings = unknown> = {
  /** The word stored in `inboxes.channel`: lower case, never changed. */
  id: string;
  can: ChannelAbilities;
  /** What an admin sets per inbox. Secrets are marked with `.meta({ secret: true })` and stored sealed. */
  settings: z.ZodType<Settings>;
  connect(door: Door): Promise<Connection>;
  /** Names raw bytes without parsing them, for every door they may come through: the same bytes twice have one key. */
  identify(bytes: Uint8Array, receivedAt: Date): Promise<Identity>;
  parse(raw: RawInbound): Promise<ParsedInbound>;
  compose(message: OutgoingMessage, inbox: InboxOnTheWire<Settings>): Promise<ComposedMessage>;
  send(composed: ComposedMessage, inbox: InboxOnTheWire<Settings>, post: Post): Promise<SendReceipt>;
  /** For channels that sign what they send with a key whose other half stands in DNS. */
  domainKeys?: DomainKeys<Settings>;
  /** For channels whose messages may wait in a mailbox elsewhere, to be fetched. */
  mailboxes?: Mailboxes<Settings>;
};

/** Signing in the name of a domain (DKIM). The key is one of the channel's secret settings. */
export type DomainKeys<Settings> = {
  /** A new key, as the settings that hold it. */
  make(domain: string): Promise<Record<string, unknown>>;
  /** The setting that holds it. */
  setting: string;
  /** What must stand in DNS for others to believe the signatures; null: nothing is signed. */
  recordOf(settings: Settings): DomainKeyRecord | null;
  /** The same bytes, signed; as they were where there is no key. */
  sign(bytes: Buffer, settings: Settings): Promise<Buffer>;
};
export type DomainKeyRecord = { domain: string; name: string; value: string };

/** How messages are fetched that wait elsewhere. One process at a time follows a folder; where it stands is kept for it. */
export type Mailboxes<Settings> = {
  /** Which folders of which account; null where messages come in by the door. Another account begins anew. */
  of(settings: Settings): { account: string; folders: string[] } | null;
  /** How one signs in there; null: by what the settings hold. */
  signIn(settings: Settings): SignInProvider | null;
  /** Signs in and out again: throws what the server said. */
  test(given: { settings: Settings; accessToken: string | null }): Promise<void>;
  /**
   * One message once more, whole, after only its head was taken: `store` is called with it, and what the settings ask for
   * with fetched messages is done only afterwards. `envelope` is that of the arrival.
   */
  fetchAgain(
    again: { settings: Settings; accessToken: string | null; envelope: Record<string, unknown>; maxBytes: number },
    store: (bytes: Uint8Array) => Promise<void>,
  ): Promise<void>;
  /** Brings what is new and waits for more, until `signal` ends it; rejects when the connection is lost. */
  follow(mailbox: Mailbox<Settings>, signal: AbortSignal): Promise<void>;
};

/** OAuth 2: where a person allows the desk to read their mailbox, and where tokens are given and renewed. */
export type SignInProvider = {
  clientId: string;
  clientSecret: string | null;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
  /** Said to the provider beside the usual: e.g. whose mailbox. */
  extra: Record<string, string>;
};

export type Mailbox<Settings> = {
  inboxId: number;
  settings: Settings;
  folder: string;
  /** Null where the settings hold a password. */
  accessToken: string | null;
  position: MailboxPosition;
  keep: Door['keep'];
  /** For servers whose numbers do not last: what became of each mail, by the name that does. */
  names: {
    met(): Promise<Map<string, NameState>>;
    note(names: readonly string[], state: NameState): Promise<void>;
    /** Of those that are not there any more. */
    forget(names: readonly string[]): Promise<void>;
  };
  /** Saves how far it came; rejects when another process went on from the old position meanwhile. */
  reached(position: MailboxPosition): Promise<void>;
  tell(state: 'fetching' | 'waiting'): Promise<void>;
  /** What went wrong without stopping it, for the admin to read; null: it goes well again. */
  complain(sentence: string | null): Promise<void>;
  /** Resolves when somebody asks to look now. */
  asked(): Promise<void>;
  log: Door['log'];
  maxBytes: number;
  /** How long it may wait without looking. */
  pollMs: number;
  now(): Date;
};

/** Was there at the beginning and is still to be fetched; is left alone; is stored; is stored and to be deleted there. */
export type NameState = 'history' | 'left' | 'kept' | 'spent';

/** How far a folder was fetched. `historyUid` is the last number that was there when this numbering was first met. */
export type MailboxPosition = {
  epoch: number;
  uidValidity: number | null;
  lastUid: number;
  historyUid: number;
  connectedAt: Date | null;
};

/** `key` as in `Arrival`; `externalId` is the sender's own id of the message (Message-ID), if it has one. */
export type Identity = { key: string; externalId: string | null };

/** What a channel is given to bring messages in. */
export type Door = {
  /**
   * Stores raw bytes and their envelope and resolves once both are committed. The same `key` twice is one message.
   * Rejects with `unavailable` when nothing could be stored: the channel then refuses the message so that the sender retries.
   */
  keep(arrival: Arrival): Promise<{ id: string; isNew: boolean }>;
  /** Which inbox owns this address, or null: the channel then refuses the recipient. */
  inboxFor(address: string): Promise<InboxRef | null>;
  log: { info(o: object, m: string): void; warn(o: object, m: string): void; error(o: object, m: string): void };
  /** `port` 0 takes any free one; whether there is a door at all is the caller's decision. */
  config: {
    host: string;
    port: number;
    maxBytes: number;
    /** PEM, for doors that can encrypt. Absent: they do not offer it, as on a loopback behind the operator's own server. */
    tls?: { key: string; cert: string };
  };
};
export type InboxRef = { id: number; uuid: string };
export type Arrival = {
  inboxId: number;
  bytes: Uint8Array;
  /** Identity of this delivery: e.g. hash of the content, `uidvalidity:uid`, the provider's message id. Never a Message-ID alone. */
  key: string;
  /** The sender's own id of the message (Message-ID), if it has one: replies that name it wait for it. */
  externalId: string | null;
  envelope: Record<string, unknown>;
  /** When it reached the mailbox it was fetched from; absent: now. */
  receivedAt?: Date;
  /** It is older than the connection: filed quietly, nobody is told or answered. */
  isHistory?: boolean;
  /** Only its header is here, and why: such mail is parked where an admin sees it. */
  incomplete?: string;
};
/** A running connection; `close` finishes what is in hand. `address` says where it listens, if it does. */
export type Connection = {
  address: { host: string; port: number } | null;
  /** From now on with this certificate. */
  renew?(tls: { key: string; cert: string }): void;
  close(): Promise<void>;
};

export type RawInbound = {
  bytes: Uint8Array;
  envelope: Record<string, unknown>;
  receivedAt: Date;
  ownAddresses: readonly string[];
  /** The largest that is read; absent: what the channel thinks fit. */
  maxBytes?: number;
  /** What the admin set for the inbox, secrets aside. */
  settings?: Record<string, unknown>;
};

export type Person = { kind: 'email' | 'phone' | 'whatsapp' | 'external'; value: string; name: string };

/** Does anybody vouch for the sender, and who? A missing verdict is `unverified`. */
export type Verdict = { status: 'verified' | 'unverified'; by: string[]; notes: string[] };

/** What became of what we sent. Without an address it is told of the whole, as far as it had one recipient. */
export type Fate = {
  state: 'delivered' | 'read' | 'bounced' | 'failed';
  reason: string;
  address: string | null;
};

/** What the bytes said. Text is never cut; `html` is sanitised by the caller before it is stored. */
export type ParsedInbound =
  | { kind: 'message'; message: InboundMessage }
  /** News of something we sent: delivered, read, bounced. */
  | {
      kind: 'receipt';
      /** Of what we sent. Null where only `token` names it, which stood in the address the news came to. */
      externalId: string | null;
      token?: string | null;
      /** What became of each recipient it names, those it did not reach first; never empty. */
      fates: Fate[];
    }
  /** The sender changed a message already received. */
  | { kind: 'edit'; externalId: string; text: string; html: string | null };

export type InboundMessage = {
  from: Person | null;
  /** Where an answer should go when it is not `from`; used to answer, never to identify. */
  replyTo: Person | null;
  to: Person[];
  cc: Person[];
  subject: string | null;
  text: string;
  html: string | null;
  attachments: InboundAttachment[];
  externalId: string | null;
  sentAt: Date | null;
  language: string | null;
  verdict: Verdict;
  /** Set when a machine wrote it (out of office, list, bounce): why we think so. Such mail is filed and never answered by a machine. */
  automatic: { is: boolean; because: string | null };
  /**
   * What may tell which ticket it belongs to. `tokens` stood in the address it was sent to, which only those know whom we
   * wrote to; tokens inside Message-IDs stay in `references` (oldest first), because those travel on to others.
   */
  hints: { tokens: string[]; references: string[]; ticketNumbers: number[] };
};
export type InboundAttachment = {
  name: string;
  contentType: string;
  bytes: Uint8Array;
  contentId: string | null;
  isInline: boolean;
};

/** An agent's reply or an automatic message on its way out. */
export type OutgoingMessage = {
  messageUuid: string;
  ticketNumber: number;
  subject: string;
  /** What it leaves under where that is not an answer under the ticket's subject. */
  ownSubject?: string | null;
  text: string;
  html: string | null;
  from: { name: string };
  to: Person[];
  cc: Person[];
  attachments: { name: string; contentType: string; bytes: Uint8Array; contentId: string | null }[];
  /** Ids of the thread so far, oldest first, as the channel knows them. */
  references: string[];
  isAutomatic: boolean;
  /** Signed, bound to ticket and recipient: whoever answers with it belongs in the ticket. */
  replyToken: string;
  /** Signed as well, for the message's own id: that travels on in References to others, so it proves less. */
  threadToken: string;
  /** Signed too: names this delivery where what cannot be delivered comes back to. Absent: nothing of ours comes back. */
  returnToken?: string;
  language: string;
  /** How the company's mails look: a colour, and its logo as it was set, a `data:` address. */
  brand?: { name: string; colour: string | null; logo: string | null };
  at: Date;
};
export type InboxOnTheWire<Settings> = {
  uuid: string;
  name: string;
  senderName: string;
  signature: string;
  address: string | null;
  settings: Settings;
};

export type ComposedMessage = {
  /** Fixed before the first attempt: a retry carries the same id. */
  externalId: string;
  recipients: string[];
  sender: string;
  bytes: Uint8Array;
};
/** How composed bytes leave: SMTP or the local outbox for mail; channels with their own provider use `fetch`-like clients. */
export type Post = {
  /** By the desk's own server, or by the one given. */
  mail(composed: ComposedMessage, server?: MailServer): Promise<{ response: string; refused: RefusedRecipient[] }>;
  /** Of an inbox that signs in at its provider; null where a password does. */
  accessToken(): Promise<string | null>;
};
export type SendReceipt = { externalId: string; response: string; refused: RefusedRecipient[] };
/** One of several recipients the other side did not take. `permanent`: trying again would change nothing. */
export type RefusedRecipient = { address: string; permanent: boolean; response: string };
