import { createTransport, type SendMailOptions } from 'nodemailer';

/** Hands a mail to the desk as any mail program does. */
export async function sendMail(mailPort: number, mail: SendMailOptions): Promise<void> {
  const tls = { rejectUnauthorized: false };
  const transport = createTransport({ host: '127.0.0.1', port: mailPort, secure: false, tls });
  try {
    await transport.sendMail({ to: 'support@atende.example', ...mail });
  } finally {
    transport.close();
  }
}
