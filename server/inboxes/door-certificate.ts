import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../domain/errors.ts';
import type { Config } from '../platform/config.ts';

export type Certificate = { key: string; cert: string };

/** The certificate of the doors, and whether its files were renewed since it was last read. */
export type CertificateFiles = {
  read(): Promise<Certificate | undefined>;
  /** Null while the files are as they were. */
  renewed(): Promise<Certificate | null>;
};

export function certificateFiles({ mailTls }: Pick<Config, 'mailTls'>): CertificateFiles {
  let known = '';
  const read = async (): Promise<Certificate | undefined> => {
    if (mailTls === null) return undefined;
    known = await lookOf(mailTls);
    const [cert, key] = await Promise.all([textOf('MAIL_TLS_CERT', mailTls.cert), textOf('MAIL_TLS_KEY', mailTls.key)]);
    return { cert, key };
  };
  return {
    read,
    async renewed() {
      if (mailTls === null || (await lookOf(mailTls)) === known) return null;
      return (await read()) ?? null;
    },
  };
}

async function lookOf(files: { cert: string; key: string }): Promise<string> {
  const looks = await Promise.all([files.cert, files.key].map((file) => stat(file).catch(() => null)));
  return looks.map((look) => `${look?.mtimeMs} ${look?.size} ${look?.ino}`).join(' ');
}

async function textOf(setting: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const sentence = `${setting}: ${file} cannot be read (${error.code}).`;
    throw new AppError('invalid', 'certificate_unreadable', sentence, { cause: error });
  });
}
