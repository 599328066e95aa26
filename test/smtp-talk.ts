import { once } from 'node:events';
import { connect } from 'node:net';

/** SMTP spoken by hand: one line, one answer, as slowly as the test likes. */
export type SmtpTalk = {
  /** Sends a line and resolves with the whole answer; nothing sent, only the answer awaited, for null. */
  say(line: string | null): Promise<string>;
  /** Sends without waiting for anything. */
  write(text: string): void;
  hangUp(): void;
};

export async function smtpTalk(port: number): Promise<SmtpTalk> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  let heard = '';
  let isClosed = false;
  socket.on('data', (text: string) => (heard += text));
  socket.on('error', () => {});
  socket.on('close', () => (isClosed = true));
  await once(socket, 'connect');

  async function answer(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(heard)?.[0];
      if (whole !== undefined) {
        heard = heard.slice(whole.length);
        return whole.trimEnd();
      }
      if (isClosed) throw new Error(`The server hung up after: ${heard}`);
      await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    }
  }
  const talk: SmtpTalk = {
    async say(line) {
      if (line !== null) socket.write(`${line}\r\n`);
      return answer();
    },
    write: (text) => void socket.write(text),
    hangUp: () => socket.destroy(),
  };
  await talk.say(null);
  return talk;
}

/** Greets and names sender and recipient; the next word is DATA. */
export async function atData(port: number, to: string): Promise<SmtpTalk> {
  const talk = await smtpTalk(port);
  for (const line of ['EHLO test', 'MAIL FROM:<carla@padariacentral.example>', `RCPT TO:<${to}>`, 'DATA']) {
    const said = await talk.say(line);
    if (!/^[23]/.test(said)) throw new Error(`${line}: ${said}`);
  }
  return talk;
}
