import net from 'node:net';

/** An SMTP client that costs little, so that the bench measures the desk: one connection, one mail after another. */
export async function openSmtp(
  port: number,
): Promise<{ send(bytes: Buffer, from: string, to: string): Promise<void>; close(): void }> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
  const waiting: ((line: string) => void)[] = [];
  let rest = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (/^\d{3} /.test(line)) waiting.shift()?.(line);
  });
  const said = () => new Promise<string>((resolve) => waiting.push(resolve));
  const expect = async (code: string, line: Promise<string>) => {
    const answer = await line;
    if (!answer.startsWith(code)) throw new Error(`The door said: ${answer}`);
  };

  await expect('220', said());
  socket.write('EHLO bench\r\n');
  await expect('250', said());
  return {
    async send(bytes, from, to) {
      const answers = [said(), said(), said()];
      socket.write(`MAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
      await Promise.all([expect('250', answers[0] as Promise<string>), expect('250', answers[1] as Promise<string>)]);
      await expect('354', answers[2] as Promise<string>);
      const taken = said();
      socket.write(Buffer.concat([bytes, Buffer.from('\r\n.\r\n')]));
      await expect('250', taken);
    },
    close: () => socket.end('QUIT\r\n'),
  };
}
