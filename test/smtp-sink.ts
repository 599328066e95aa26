import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** The other side's mail server: keeps what it takes, and says no with a code while told to. */
export type SmtpSink = {
  url: string;
  port: number;
  /** In the order they were taken; the same mail twice stands here twice. */
  taken: TakenMail[];
  /** The next so many mails are refused with this answer, at the end of DATA. */
  refuse(answer: { code: number; text: string; times: number }): void;
  refused(): number;
  /** How long it thinks before it answers. */
  answerAfter(ms: number): void;
  close(): Promise<void>;
};
export type TakenMail = { to: string[]; subject: string; messageId: string; replyTo: string; firstLine: string };

/** `answer` runs before a mail that was taken is answered, and what it throws is said instead. */
type Options = { answersAfterMs?: number; port?: number; answer?(mail: TakenMail, nth: number): Promise<void> };

export async function smtpSink({ answersAfterMs = 0, port = 0, answer }: Options = {}): Promise<SmtpSink> {
  let delayMs = answersAfterMs;
  const taken: TakenMail[] = [];
  let refusal = { code: 0, text: '', times: 0 };
  let refused = 0;

  async function take(bytes: Buffer, to: string[]): Promise<string> {
    if (refusal.times > 0) {
      refusal.times--;
      refused++;
      throw Object.assign(new Error(refusal.text), { responseCode: refusal.code });
    }
    const mail = await PostalMime.parse(bytes);
    const firstLine = (mail.text ?? '').trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
    // Kept before the answer: who is killed meanwhile does not know that it was taken.
    const { subject = '', messageId = '' } = mail;
    const one = { to, subject, messageId, replyTo: mail.replyTo?.[0]?.address ?? '', firstLine };
    const nth = taken.push(one) - 1;
    await sleep(delayMs);
    await answer?.(one, nth);
    return 'taken';
  }

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      stream
        .toArray()
        .then((chunks: Buffer[]) => take(Buffer.concat(chunks), to))
        .then(
          (said) => done(null, said),
          (error: Error) => done(error),
        );
    },
  });
  server.on('error', () => {
    // a desk that was killed hangs up in the middle of a sentence
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const bound = (server.server.address() as AddressInfo).port;

  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    taken,
    refuse: (answer) => {
      refusal = { ...answer };
    },
    refused: () => refused,
    answerAfter: (ms) => {
      delayMs = ms;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
