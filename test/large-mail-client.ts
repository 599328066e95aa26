import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { parentPort } from 'node:worker_threads';
import { openSmtp } from '../bench/smtp-client.ts';

/** The other side of large-mail.test.ts, in a thread of its own: what it costs is not the desk's. */

export type Errand =
  | { send: { port: number; to: string; subject: string; shape: Shape; megabytes: number } }
  | { fetch: { port: number; path: string; headers: Record<string, string> } };
/** One large file, many smaller ones, or words alone: as text, as HTML. */
export type Shape = 'file' | 'files' | 'words' | 'html';

const port = parentPort;
port?.on('message', ({ id, errand }: { id: number; errand: Errand }) => {
  const done = 'send' in errand ? send(errand.send) : fetchAll(errand.fetch);
  done.then(
    (result) => port.postMessage({ id, result }),
    (error: Error) => port.postMessage({ id, error: error.message }),
  );
});

async function send({ port, to, subject, shape, megabytes }: Extract<Errand, { send: object }>['send']) {
  const smtp = await openSmtp(port);
  const bytes = mailOf(shape, { subject, to, size: megabytes * 1024 * 1024 });
  await smtp.send(bytes, 'joao@example.org', to);
  smtp.close();
  return bytes.byteLength;
}

function mailOf(shape: Shape, { subject, to, size }: { subject: string; to: string; size: number }): Buffer {
  const head = [
    'From: Joao <joao@example.org>',
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@example.org>`,
    'Date: Thu, 1 Jan 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
  ];
  if (shape === 'words' || shape === 'html') return Buffer.from([...head, ...wordsOf(shape, size)].join('\r\n'));
  const files = shape === 'file' ? 1 : 8;
  const parts = Array.from({ length: files }, (_, nth) => [
    '--b',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename="scan-${nth}.pdf"`,
    'Content-Transfer-Encoding: base64',
    '',
    randomBytes(Math.floor((size * 0.74) / files))
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n'),
  ]);
  const text = ['--b', 'Content-Type: text/plain', '', 'Bom dia, segue o documento.'];
  const body = ['Content-Type: multipart/mixed; boundary=b', '', ...text, ...parts.flat(), '--b--', ''];
  return Buffer.from([...head, ...body].join('\r\n'));
}

/** Lines as a program writes them into its log, with letters that are more than a byte. */
function wordsOf(shape: 'words' | 'html', size: number): string[] {
  const line = 'o serviço de cobrança não respondeu à solicitação nº 4471-B em três segundos';
  const [before, after] = shape === 'html' ? ['<p>', '</p>'] : ['', ''];
  const count = Math.floor(size / (Buffer.byteLength(`${before}${line}${after}`) + 2));
  const lines = Array.from({ length: count }, () => `${before}${line}${after}`);
  return [
    `Content-Type: text/${shape === 'html' ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    ...lines,
  ];
}

function fetchAll({ port, path, headers }: Extract<Errand, { fetch: object }>['fetch']): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers, host: '127.0.0.1' }, (answer) => {
      let size = 0;
      if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}.`));
      answer.on('data', (chunk: Buffer) => (size += chunk.byteLength));
      answer.on('end', () => resolve(size)).on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
