import { expect, test } from 'vitest';
import { AppError } from '../../domain/errors.ts';
import { makeLog } from './log.ts';

function logged(write: (log: ReturnType<typeof makeLog>) => void) {
  const lines: string[] = [];
  write(makeLog('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

test('a line is one JSON object with level, time and message', () => {
  const [line] = logged((log) => log.info({ requestId: 'r1' }, 'Started'));
  expect(line).toMatchObject({ level: 'info', msg: 'Started', requestId: 'r1' });
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test('passwords, tokens, cookies and connection strings never reach the log', () => {
  const lines = logged((log) => {
    log.info({ password: 'p', body: { token: 't' }, req: { headers: { cookie: 'c' } } });
    log.info({
      config: { SECRET_KEY: 's', DATABASE_URL: 'postgres://u:p@h/d' },
      headers: { authorization: 'Bearer x' },
    });
  });
  expect(JSON.stringify(lines)).not.toMatch(/"(p|t|c|s|Bearer x|postgres:.*)"/);
});

test("a database error is told without the row's values", () => {
  const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ana@x.org)' });
  const [line] = logged((log) => log.error({ err: error }, 'Failed'));
  expect(line.err).toMatchObject({ message: 'duplicate key', code: '23505' });
  expect(JSON.stringify(line)).not.toContain('ana@x.org');
});

test('the cause of an error is told too', () => {
  const [line] = logged((log) => log.error({ err: new Error('outer', { cause: new Error('inner') }) }));
  expect(line.err.cause.message).toBe('inner');
});

test('what is merely away is told without a stack, a mistake of ours with it', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const away = new AppError('unavailable', 'database_unavailable', 'The database cannot be reached.', {
    cause: refused,
  });
  const [mapped, raw, bug] = logged((log) => {
    for (const err of [away, refused, new TypeError('x is not a function')]) log.error({ err });
  });
  expect(mapped.err).toMatchObject({ code: 'database_unavailable', cause: { code: 'ECONNREFUSED' } });
  expect(JSON.stringify([mapped, raw])).not.toContain('stack');
  expect(bug.err.stack).toContain('log.test.ts');
});

test('a request is told by its path, without the query', () => {
  const [line] = logged((log) => log.info({ req: { id: '1', method: 'GET', url: '/api/search?q=cpf+123' } }));
  expect(line.req).toEqual({ id: '1', method: 'GET', path: '/api/search' });
});
