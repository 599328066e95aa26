import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { BenchCase } from './case.ts';
import { benchToken } from './seed-people.ts';

/** A statement as a request sent it. Without a name it is planned each time. */
export type Sent = { text: string; values: unknown[]; name?: string };

const isOfSignIn = (text: string) => text.includes('api_tokens');

/** The SQL that answers a request: what the app sends for it the third time, when names are given; without the sign-in. */
export async function sqlOf(app: FastifyInstance, { agent, before }: BenchCase, path: string): Promise<Sent[]> {
  const headers = { host: '127.0.0.1:3000', authorization: `Bearer ${benchToken(agent)}` };
  let sent: Sent[] = [];
  const stop = listen((statement) => sent.push(statement));
  try {
    for (let time = 0; time < 3; time++) {
      await before?.();
      sent = [];
      const answer = await app.inject({ method: 'GET', url: path, headers });
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.payload}`);
    }
  } finally {
    stop();
  }
  return sent;
}

function listen(heard: (statement: Sent) => void): () => void {
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [Sent | string];
    if (typeof asked !== 'string' && asked.text && !isOfSignIn(asked.text)) heard(asked);
    return (query as (...all: unknown[]) => never).apply(this, given);
  } as typeof query;
  return () => {
    pg.Client.prototype.query = query;
  };
}
