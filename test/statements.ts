import pg from 'pg';
import { expect, vi } from 'vitest';

/** The statements a request sends to PostgreSQL, authentication included, the transaction's own words not. */
export async function statementsOf(request: () => Promise<{ status: number }>): Promise<string[]> {
  const sent: string[] = [];
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const text = typeof given[0] === 'string' ? given[0] : (given[0] as { text?: string }).text;
    if (text && !/^\s*(begin|start transaction|commit|rollback)/i.test(text)) sent.push(text);
    return (query as (...all: unknown[]) => never).apply(this, given);
  });
  try {
    const { status } = await request();
    expect(status).toBeLessThan(300);
  } finally {
    spy.mockRestore();
  }
  return sent;
}
