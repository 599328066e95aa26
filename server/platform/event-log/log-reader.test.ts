import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../domain/errors.ts';
import { type Desk, startDesk } from '../../../test/server.ts';
import { openDatabase } from '../database/database.ts';
import type { Platform, Tx } from '../platform.ts';
import { recordEvents } from './event-log.ts';
import { followLog } from './log-follower.ts';
import { advance, type LoggedEvent, type Reader, registerReaders, retryParked } from './log-reader.ts';
import { numberEventsNow, startSequencer } from './log-sequencer.ts';

let desk: Desk;
let other: Platform;
let closeOther: () => Promise<void>;
beforeAll(async () => {
  desk = await startDesk({ routes: () => [], isEmpty: true });
  const database = openDatabase(desk.address, { connections: 5 });
  other = { ...desk.p, db: database.db };
  closeOther = database.close;
});
afterAll(async () => {
  await closeOther();
  await desk.close();
});
beforeEach(async () => {
  await sql`truncate events, event_cursors, parked_events, settings cascade`.execute(desk.db);
  await sql`update event_positions set last = 0`.execute(desk.db);
});

const context = {
  at: new Date(),
  actor: { kind: 'system' },
  cause: { kind: 'system', id: null, depth: 0 },
  channel: null,
} as const;

async function happen(count: number, type: 'agent.changed' | 'team.changed' = 'agent.changed'): Promise<void> {
  for (let n = 1; n <= count; n++) {
    await desk.db.transaction().execute((tx) => recordEvents(tx, { ...context, subjectId: n }, [{ type }]));
  }
}

/** Leaves one row for each event it digests, in the transaction it is given: an effect that must happen once. */
function effects(name: string, react: (tx: Tx, event: LoggedEvent) => Promise<void> = async () => undefined): Reader {
  return {
    name,
    types: ['agent.changed'],
    async react(tx, event) {
      await tx
        .insertInto('settings')
        .values({ key: `${name}-${event.position}`, value: '1' })
        .execute();
      await react(tx, event);
    },
  };
}

async function digested(name: string): Promise<number[]> {
  const rows = await desk.db.selectFrom('settings').select('key').where('key', 'like', `${name}-%`).execute();
  return rows.map(({ key }) => Number(key.slice(name.length + 1))).sort((a, b) => a - b);
}

async function readAll(p: Platform, reader: Reader): Promise<void> {
  while ((await advance(p, reader)) !== 'idle') await sleep(1);
}

async function cursorOf(name: string): Promise<number | undefined> {
  const row = await desk.db
    .selectFrom('event_cursors')
    .select('position')
    .where('reader', '=', name)
    .executeTakeFirst();
  return row?.position;
}

async function positions(): Promise<(number | null)[]> {
  const rows = await desk.db.selectFrom('events').select('position').orderBy('id').execute();
  return rows.map(({ position }) => position);
}

describe('the sequencer', () => {
  test('a reader that counts on another reads an event once that one did', async () => {
    const [first, second] = [effects('first'), { ...effects('second'), behind: 'first' }];
    await registerReaders(desk.p, [first, second]);
    await happen(3);
    await numberEventsNow(desk.db);
    await readAll(desk.p, second);
    expect([await digested('second'), await cursorOf('second')]).toEqual([[], 0]);
    await readAll(desk.p, first);
    await readAll(desk.p, second);
    expect(await digested('second')).toEqual([1, 2, 3]);
    await happen(2, 'team.changed');
    await numberEventsNow(desk.db);
    await readAll(desk.p, second);
    expect(await cursorOf('second')).toBe(3);
    await readAll(desk.p, first);
    await readAll(desk.p, second);
    expect(await cursorOf('second')).toBe(5);
  });

  test('numbers events in the order of their ids, once', async () => {
    await happen(3);
    expect(await numberEventsNow(desk.db)).toBe(3);
    await happen(2);
    expect(await numberEventsNow(desk.db)).toBe(2);
    expect(await numberEventsNow(desk.db)).toBe(0);
    expect(await positions()).toEqual([1, 2, 3, 4, 5]);
  });

  test('gives an event that commits late a later position, so that no reader steps over it', async () => {
    const late = await desk.db.startTransaction().execute();
    await recordEvents(late, { ...context, subjectId: 1 }, [{ type: 'agent.changed' }]);
    await happen(1);
    await numberEventsNow(desk.db);
    await late.commit().execute();
    await numberEventsNow(desk.db);
    expect(await positions()).toEqual([2, 1]);
  });

  test('never gives one position twice, also when many number at once', async () => {
    const numbering = (async () => {
      for (let round = 0; round < 60; round++) {
        await Promise.all([numberEventsNow(desk.db), numberEventsNow(other.db)]);
      }
    })();
    await Promise.all([happen(40), happen(40), numbering]);
    await numberEventsNow(desk.db);
    const given = (await positions()).map(Number);
    expect(new Set(given).size).toBe(80);
    expect(given.every((position) => position > 0)).toBe(true);
  });

  test('works in one process at a time and passes on when that one ends; listeners are told', async () => {
    let moves = 0;
    const follower = followLog(desk.p, () => moves++);
    await expect.poll(() => moves).toBe(1); // it listens
    const first = startSequencer(desk.p);
    await happen(1);
    await expect.poll(positions).toEqual([1]);
    const second = startSequencer(other);
    await first.stop();
    await happen(1);
    await expect.poll(positions, { timeout: 5_000 }).toEqual([1, 2]);
    await expect.poll(() => moves).toBe(3);
    await second.stop();
    await follower.stop();
  });

  test('goes on after the database threw everybody out', async () => {
    const sequencer = startSequencer(desk.p);
    await happen(1);
    await expect.poll(positions).toEqual([1]);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'atende sequencer' and datname = current_database()`.execute(desk.db);
    await happen(1);
    await expect.poll(positions, { timeout: 5_000 }).toEqual([1, 2]);
    await sequencer.stop();
  });
});

describe('a reader', () => {
  test('digests each of its events once, in order, and moves past the others', async () => {
    const reader = effects('r');
    await registerReaders(desk.p, [reader]);
    await happen(2);
    await happen(3, 'team.changed');
    await happen(1);
    await happen(2, 'team.changed');
    await numberEventsNow(desk.db);
    await readAll(desk.p, reader);
    expect(await digested('r')).toEqual([1, 2, 6]);
    expect(await cursorOf('r')).toBe(8);
  });

  test('sees the whole event', async () => {
    const seen: LoggedEvent[] = [];
    const reader = effects('r', async (_, event) => void seen.push(event));
    await registerReaders(desk.p, [reader]);
    await desk.db
      .transaction()
      .execute((tx) =>
        recordEvents(tx, { ...context, channel: 'api', subjectKind: 'agent', subjectId: 7 }, [
          { type: 'agent.changed', changes: { role: ['agent', 'admin'] }, reason: { code: 'x', values: { a: 1 } } },
        ]),
      );
    await numberEventsNow(desk.db);
    await readAll(desk.p, reader);
    expect(seen[0]).toMatchObject({
      position: 1,
      type: 'agent.changed',
      subjectKind: 'agent',
      subjectId: 7,
      channel: 'api',
      actorKind: 'system',
      changes: { role: ['agent', 'admin'] },
      reason: { code: 'x', values: { a: 1 } },
      cause: { kind: 'system', id: null, depth: 0 },
      at: expect.any(Date),
    });
  });

  test('shared by two processes, still digests each event once', async () => {
    const reader = effects('r');
    await registerReaders(desk.p, [reader]);
    await happen(60);
    await numberEventsNow(desk.db);
    await Promise.all([readAll(desk.p, reader), readAll(other, reader), readAll(desk.p, reader)]);
    expect(await digested('r')).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  test('loses the effect with the cursor: what did not commit is done again', async () => {
    let isFirst = true;
    const reader = effects('r', async () => {
      if (isFirst) {
        isFirst = false;
        throw new AppError('unavailable', 'away', 'Away.');
      }
    });
    await registerReaders(desk.p, [reader]);
    await happen(2);
    await numberEventsNow(desk.db);
    await expect(advance(desk.p, reader)).rejects.toThrow('Away.');
    expect(await digested('r')).toEqual([]);
    expect(await cursorOf('r')).toBe(0);
    await readAll(desk.p, reader);
    expect(await digested('r')).toEqual([1, 2]);
    expect(await desk.db.selectFrom('parked_events').selectAll().execute()).toEqual([]);
  });

  test.each([1, 10])('parks what it cannot digest and goes on (batches of %i)', async (batch) => {
    const reader = { ...effects('r', (_, { position }) => (position === 2 ? boom() : Promise.resolve())), batch };
    await registerReaders(desk.p, [reader]);
    await happen(4);
    await numberEventsNow(desk.db);
    await readAll(desk.p, reader);
    expect(await digested('r')).toEqual([1, 3, 4]);
    const parked = await desk.db.selectFrom('parked_events').selectAll().execute();
    expect(parked).toMatchObject([{ reader: 'r', error: 'boom', attempts: 1 }]);
  });

  test('a parked event can be tried again, and stays parked while it fails', async () => {
    let isBroken = true;
    const reader = effects('r', () => (isBroken ? boom() : Promise.resolve()));
    await registerReaders(desk.p, [reader]);
    await happen(1);
    await numberEventsNow(desk.db);
    await readAll(desk.p, reader);
    const { id } = await desk.db.selectFrom('parked_events').select('id').executeTakeFirstOrThrow();
    await expect(retryParked(desk.p, [reader], id)).rejects.toThrow('boom');
    expect(await digested('r')).toEqual([]);
    isBroken = false;
    expect(await retryParked(desk.p, [reader], id)).toBe(true);
    expect(await digested('r')).toEqual([1]);
    expect(await retryParked(desk.p, [reader], id)).toBe(false);
  });

  test('one that is added to a desk with a past begins now; on a first start all begin at the beginning', async () => {
    await happen(2);
    await numberEventsNow(desk.db);
    await registerReaders(desk.p, [effects('first'), effects('second')]);
    await registerReaders(desk.p, [effects('first'), effects('late')]);
    expect([await cursorOf('first'), await cursorOf('second'), await cursorOf('late')]).toEqual([0, 0, 2]);
  });
});

async function boom(): Promise<never> {
  throw new Error('boom');
}
