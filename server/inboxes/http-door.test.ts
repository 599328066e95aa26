import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { transaction } from '../platform/database/database.ts';
import { letter } from './mail.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ config: { maxMailBytes: 60_000 } });
});
afterAll(() => desk.close());

const url = '/api/inbound/email';
const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
const mailOf = (subject: string, text = subject) => letter({ from: 'mary@northwind.example', subject, text });
const stored = async () => (await desk.db.selectFrom('inbound').select('id').execute()).length;

describe('mail handed in by HTTP', () => {
  test('wants a token of somebody who may hand it in', async () => {
    const bytes = await mailOf('Who is there');
    expect((await desk.visitor.post(url, bytes, rfc822)).status).toBe(401);
    const wrong = { headers: { ...rfc822.headers, authorization: `Bearer ${'x'.repeat(43)}` } };
    expect((await desk.visitor.post(url, bytes, wrong)).status).toBe(401);
    expect((await desk.as('ana', 'token').post(url, bytes, rfc822)).status).toBe(403);
    expect(await stored()).toBe(0);
    expect((await desk.as('adao', 'token').post(url, bytes, rfc822)).status).toBe(202);
    expect(await stored()).toBe(1);
  });

  test('is refused where it is larger than mail may be', async () => {
    const before = await stored();
    const large = await mailOf('Large', 'words '.repeat(20_000));
    expect((await desk.as('adao', 'token').post(url, large, rfc822)).status).toBe(413);
    expect(await stored()).toBe(before);
  });

  test('is acknowledged only when it is committed', async () => {
    let answer: number | undefined;
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
    const holding = transaction(desk.db, async (tx) => {
      await sql`lock table inbound in exclusive mode`.execute(tx);
      held();
      await released;
    });
    await isHeld;
    const bytes = await mailOf('Wait for the disk');
    const sending = desk
      .as('adao', 'token')
      .post(url, bytes, rfc822)
      .then(({ status }) => {
        answer = status;
      });
    await sleep(700);
    expect(answer).toBeUndefined();
    release();
    await holding;
    await sending;
    expect(answer).toBe(202);
    const subjects = await desk.db.selectFrom('inbound').select('envelope').orderBy('id').execute();
    expect(subjects.at(-1)?.envelope).toMatchObject({ door: 'http' });
  });

  test('twice the same is one mail, told so', async () => {
    const bytes = await letter({
      from: 'mary@northwind.example',
      subject: 'Twice',
      text: 'T',
      messageId: '<t@x.test>',
    });
    const [first, second] = [
      await desk.as('adao', 'token').post(url, bytes, rfc822),
      await desk.as('adao', 'token').post(url, bytes, rfc822),
    ];
    expect([first.body.isNew, second.body.isNew]).toEqual([true, false]);
    expect(second.body.id).toBe(first.body.id);
  });
});
