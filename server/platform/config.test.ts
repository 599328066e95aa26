import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../domain/errors.ts';
import { environment, readConfig } from './config.ts';

const key = 'k'.repeat(32);

describe('settings', () => {
  test('an empty environment is a whole desk on this machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      process: 'all',
      smtpUrl: null,
      mailPort: 2525,
      supportAddress: 'support@localhost',
      secretKey: null,
      owner: null,
      undoSendSeconds: 10,
      logLevel: 'info',
    });
  });

  test('a variable set to nothing counts as absent', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, publicUrl: null });
  });

  test('all mistakes are told at once, those between settings too', () => {
    const mistakes = mistakesOf({
      PORT: 'eighty',
      MAIL_PORT: '70000',
      PUBLIC_URL: 'desk.example.com',
      DATABASE_URL: 'postgresql://desk@db/desk',
      SMTP_URL: 'http://mail',
      ATENDE_PROCESS: 'everything',
      SUPPORT_ADDRESS: 'support',
      OWNER_EMAIL: 'olivia',
      UNDO_SEND_SECONDS: '-1',
      LOG_LEVEL: 'loud',
    });
    expect(Object.keys(mistakes).sort()).toEqual([
      'ATENDE_PROCESS',
      'LOG_LEVEL',
      'MAIL_PORT',
      'OWNER_EMAIL',
      'OWNER_PASSWORD',
      'PORT',
      'PUBLIC_URL',
      'SECRET_KEY',
      'SMTP_URL',
      'SUPPORT_ADDRESS',
      'UNDO_SEND_SECONDS',
    ]);
    expect(mistakes.PORT).toBe('must be a port number from 0 to 65535');
    expect(mistakes.SECRET_KEY).toBe('is required with DATABASE_URL');
  });

  test('a mistake is told with its name and without its value, which may be a password', () => {
    expect(() => readConfig({ SMTP_URL: 'hunter2' })).toThrow(/SMTP_URL must be a URL that begins with smtp:\/\//);
    expect(() => readConfig({ SMTP_URL: 'hunter2' })).not.toThrow(/hunter2/);
  });

  test('separate processes need a database they can share', () => {
    expect(mistakesOf({ ATENDE_PROCESS: 'worker' })).toHaveProperty('ATENDE_PROCESS');
    const shared = { ATENDE_PROCESS: 'worker', DATABASE_URL: 'postgres://db/desk', SECRET_KEY: key };
    expect(readConfig(shared).process).toBe('worker');
  });

  test.each([
    'postgres://desk:pw@db:5433/desk',
    'postgresql://desk@/desk?host=/run/postgresql',
    'postgresql:///desk?host=/run',
  ])('a database may be told as %s', (url) => {
    expect(readConfig({ DATABASE_URL: url, SECRET_KEY: key }).databaseUrl).toBe(url);
  });

  test('a public URL is kept without its last slash', () => {
    expect(readConfig({ PUBLIC_URL: 'https://desk.example.com/' }).publicUrl).toBe('https://desk.example.com');
  });

  test('the example file names every variable, and gives the defaults', () => {
    const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
    const named = lines.flatMap((line) => /^(?:# )?([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual(Object.keys(environment.shape).sort());

    const active = Object.fromEntries(lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=')));
    expect(readConfig(active)).toEqual(readConfig({}));
  });
});

function mistakesOf(variables: Record<string, string>): Record<string, string> {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof AppError) return error.fields ?? {};
    throw error;
  }
  return {};
}
