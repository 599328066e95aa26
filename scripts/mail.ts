import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import { readConfig } from '../server/platform/config.ts';
import { readEnvFile } from '../server/platform/env-file.ts';

/** `npm run mail -- file.eml ...`: hands raw mails to the desk's SMTP door, as another mail server would. */
readEnvFile();
const settings = readConfig(process.env);
const door = createTransport({ host: settings.host, port: settings.mailPort, ignoreTLS: true });
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Say which: npm run mail -- <file.eml> ...');
  process.exitCode = 2;
}
for (const file of files) {
  const raw = await readFile(file);
  const from = /^From:.*?([^\s<>"]+@[^\s<>"]+)/im.exec(raw.toString('latin1'))?.[1] ?? 'sender@example.com';
  const { response } = await door.sendMail({ envelope: { from, to: [settings.supportAddress] }, raw });
  console.log(`${file}: ${response}`);
}
door.close();
