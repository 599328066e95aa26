import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topOf } from '../../domain/tickets/merge-tree.ts';
import { expectReplayed } from '../../test/replayed.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const people = {
  carla: 'Carla Souza <carla@padariacentral.example>',
  davi: 'Davi Souza <davi@padariacentral.example>',
  mary: 'Mary Kline <mary@northwind.example>',
};
const opened = async (from: keyof typeof people, subject: string, more: object = {}) => {
  await mail({ from: people[from], subject, text: `${subject}, said ${from}.` });
  const number = await newest();
  if (Object.keys(more).length > 0) await change(number, more);
  return number;
};
const change = async (number: number, changes: object) => {
  const { version } = await ticket(number);
  expect((await desk.as('olivia').patch(`/api/tickets/${number}`, { version, ...changes })).status).toBe(200);
};
const merge = (numbers: number[], into: number, agent: 'ana' | 'bruno' | 'caio' = 'ana') =>
  desk.as(agent).post(`/api/tickets/${into}/merges`, { numbers });
const undo = (number: number, agent: 'ana' | 'bruno' = 'ana') => desk.as(agent).delete(`/api/tickets/${number}/merge`);
const said = async (number: number) =>
  (await messages(number)).map(({ text, writtenIn }: { text: string; writtenIn: number | null }) =>
    [text.trim().split('\n')[0], writtenIn].filter(Boolean).join(' @'),
  );
const found = async (word: string): Promise<number[]> =>
  (await desk.as('olivia').get(`/api/search?q=${word}`)).body.hits.map(
    ({ ticket: { number } }: { ticket: { number: number } }) => number,
  );

describe('a ticket merged by hand', () => {
  test('shows all in the other in order of time, marked by where it was written, and mail follows it there', async () => {
    const first = await opened('carla', 'Forno');
    const second = await opened('carla', 'Pizza', { tags: ['pizza'] });
    const sent = await reply(second, 'Which oven?', { status: 'pending' });
    await reply(first, 'We come tomorrow.');
    const { status, body } = await merge([second], first);
    expect([status, body.ticket.links]).toMatchObject([201, [{ kind: 'merged_from', number: second }]]);
    expect(await said(first)).toEqual([
      'Forno, said carla.',
      `Pizza, said carla. @${second}`,
      `Which oven? @${second}`,
      'We come tomorrow.',
    ]);
    expect(await ticket(first)).toMatchObject({ messageCount: 4, tags: ['pizza'] });
    expect(await ticket(second)).toMatchObject({
      statusCategory: 'closed',
      mergedInto: first,
      merge: { number: first, subject: 'Forno', by: 'Ana Lima', canUndo: true },
      messageCount: 0,
    });

    await mail(answerTo(sent, people.carla, 'The left one.'));
    expect((await said(first)).at(-1)).toBe(`The left one. @${second}`);
    expect(await found('left')).toEqual([first]);
    for (const number of [first, second]) await expectReplayed(desk, number);
  });

  test('comes back at any time with what came by mail for it, and what was written in the other stays there', async () => {
    const first = await opened('carla', 'Balcao');
    const second = await opened('davi', 'Vitrine', { status: 'pending', tags: ['vidro'] });
    const sent = await reply(second, 'Which size?', { status: 'pending' });
    await merge([second], first);
    expect((await ticket(first)).participants).toMatchObject([{ email: 'davi@padariacentral.example' }]);
    await reply(first, 'Both come on Monday.');
    await mail(answerTo(sent, people.davi, 'Two metres.'));

    const { status, body } = await undo(second);
    expect(status).toBe(200);
    expect(body.ticket).toMatchObject({ mergedInto: null, merge: null, statusCategory: 'open', awaitsReply: true });
    expect(await said(second)).toEqual(['Vitrine, said davi.', 'Which size?', 'Two metres.']);
    expect(await said(first)).toEqual(['Balcao, said carla.', 'Both come on Monday.']);
    expect(await ticket(first)).toMatchObject({ participants: [], tags: [], links: [], messageCount: 2 });
    expect(await found('metres')).toEqual([second]);
    await mail(answerTo(sent, people.davi, 'Really.'));
    expect((await said(second)).at(-1)).toBe('Really.');
    for (const number of [first, second]) await expectReplayed(desk, number);
    expect((await undo(second)).body.error.code).toBe('not_merged');
  });

  test('nobody wrote to meanwhile is what it was, and its promises run on', async () => {
    const first = await opened('carla', 'Caixa');
    const second = await opened('mary', 'Till', { status: 'solved' });
    const before = await ticket(second);
    await merge([second], first);
    await undo(second);
    const { version: _1, updatedAt: _2, ...after } = await ticket(second);
    const { version: _3, updatedAt: _4, ...was } = before;
    expect(after).toEqual(was);
  });

  test('opens one that was done only for as long as it is in it, unless somebody needs it open since', async () => {
    const solved = async (subject: string) => {
      const number = await opened('mary', subject);
      const sent = await reply(number, 'Done.', { status: 'solved' });
      return { number, sent, was: await ticket(number) };
    };
    const [quiet, changed, written] = [await solved('Porta'), await solved('Janela'), await solved('Piso')];
    for (const { number, sent } of [quiet, changed, written]) {
      const other = await opened('carla', `Para ${number}`);
      await merge([other], number);
      expect((await ticket(number)).statusCategory).toBe('open');
      if (number === changed.number) await change(number, { status: 'pending' });
      if (number === written.number) await mail(answerTo(sent, people.mary, 'It is not.'));
      await undo(other);
      await expectReplayed(desk, number);
    }
    const { version: _1, updatedAt: _2, ...after } = await ticket(quiet.number);
    const { version: _3, updatedAt: _4, ...was } = quiet.was;
    expect(after).toEqual(was);
    expect((await ticket(changed.number)).statusCategory).toBe('pending');
    expect((await ticket(written.number)).statusCategory).toBe('open');
    const { history } = (await desk.as('olivia').get(`/api/tickets/${quiet.number}/history`)).body;
    expect(history[0]).toMatchObject({
      type: 'ticket.gave_back',
      changes: { status: ['open', 'solved'] },
      reason: { code: 'as_before_merge' },
    });
  });

  test('several go into one, and a chain is undone from the middle', async () => {
    const [a, b, c, d] = [
      await opened('carla', 'Um'),
      await opened('davi', 'Dois'),
      await opened('mary', 'Tres'),
      await opened('davi', 'Quatro'),
    ];
    expect((await merge([a, d], b)).status).toBe(201);
    expect((await merge([b], c)).status).toBe(201);
    expect(await said(c)).toHaveLength(4);
    const { participants } = await ticket(c);
    expect(participants.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Carla Souza', 'Davi Souza']);

    await undo(a);
    expect(await said(a)).toEqual(['Um, said carla.']);
    expect((await ticket(c)).participants).toMatchObject([{ name: 'Davi Souza' }]);
    await undo(b);
    expect(await said(b)).toEqual(['Dois, said davi.', `Quatro, said davi. @${d}`]);
    expect(await said(c)).toEqual(['Tres, said mary.']);
    expect((await ticket(c)).participants).toEqual([]);
    for (const number of [a, b, c, d]) await expectReplayed(desk, number);
  });

  test('whoever takes part for another ticket too stays when one of them goes back', async () => {
    const [one, two, other] = [await opened('carla', 'P1'), await opened('carla', 'P2'), await opened('mary', 'P3')];
    await merge([one, two], other);
    await undo(one);
    expect((await ticket(other)).participants).toMatchObject([{ name: 'Carla Souza' }]);
    await undo(two);
    expect((await ticket(other)).participants).toEqual([]);
  });

  test.each([
    ['into itself', (a: number) => [[a], a] as const, 'merge_into_itself'],
    ['twice', (a: number, b: number) => [[b, b], a] as const, null],
    ['into a ticket that does not exist', (a: number) => [[a], 999_999] as const, 'ticket_not_found'],
  ])('is refused or not: %s', async (_name, pairOf, code) => {
    const [numbers, into] = pairOf(await opened('carla', 'X'), await opened('carla', 'Y'));
    expect((await merge([...numbers], into)).body.error?.code ?? null).toBe(code);
  });

  test('goes not into a closed one, and is for those who see both', async () => {
    const [open, closed] = [await opened('carla', 'Aberto'), await opened('carla', 'Fechado')];
    await change(closed, { status: 'closed' });
    expect((await merge([open], closed)).body.error.code).toBe('merge_target_closed');
    expect((await merge([closed], open)).body.error.code).toBe('ticket_closed');
    const theirs = await opened('carla', 'Cobranca', { team: 'billing' });
    expect((await merge([theirs], open)).status).toBe(404);
    expect((await merge([open], theirs)).status).toBe(404);
    expect((await merge([open], theirs, 'caio')).status).toBe(403);
    expect((await merge([open], theirs, 'bruno')).status).toBe(201);
    expect((await undo(open)).status).toBe(404);
    expect((await ticket(open)).merge).toMatchObject({ number: theirs, subject: 'Cobranca' });
    expect((await desk.as('ana').get(`/api/tickets/${open}`)).body.ticket).toMatchObject({
      merge: { number: theirs, subject: null, canUndo: false },
    });
  });

  test('after "it belongs there", too: undone, the two are asked about again', async () => {
    const first = await opened('carla', 'Entrega');
    const sent = await reply(first, 'When?');
    await mail({ ...answerTo(sent, 'Outra <outra@correio.example>', 'Today.'), to: 'support@atende.example' });
    const other = await newest();
    await desk.as('ana').put(`/api/tickets/${other}/belonging`, { number: first, belongs: true });
    expect(await said(first)).toHaveLength(3);
    await undo(other);
    expect(await said(other)).toEqual(['Today.']);
    expect((await ticket(other)).links).toMatchObject([{ kind: 'may_belong_to', number: first }]);
  });
});

describe('whatever happens', () => {
  type Step = { what: 'merge' | 'undo' | 'mail' | 'reply'; one: number; other: number };
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom('merge', 'undo', 'mail', 'reply'),
    one: fc.nat(3),
    other: fc.nat(3),
  });

  test('each message stands once, where the law says, and the log rebuilds every ticket', async () => {
    let history = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        const numbers: number[] = [];
        const written: { text: string; origin: number }[] = [];
        const merges = new Map<number, number>();
        for (const index of [0, 1, 2, 3]) {
          const subject = `H${++history} ${index}`;
          numbers.push(await opened('carla', subject));
          written.push({ text: `${subject}, said carla.`, origin: numbers[index] as number });
        }
        for (const { what, one, other } of steps) {
          const [a, b] = [numbers[one], numbers[other]] as [number, number];
          const text = `W${++history}`;
          if (what === 'merge' && (await merge([a], b)).status === 201) merges.set(a, b);
          if (what === 'undo' && (await undo(a)).status === 200) merges.delete(a);
          if (what === 'mail') {
            await mail({ from: people.carla, subject: `Re [#${a}]`, text });
            written.push({ text, origin: a });
          }
          if (what === 'reply' && !merges.has(a)) {
            const answer = await desk.as('ana', 'token').post(`/api/tickets/${a}/messages`, { kind: 'reply', text });
            if (answer.status === 201) written.push({ text, origin: a });
          }
        }
        for (const number of numbers) {
          const expected = written.filter(({ origin }) => topOf(merges, origin) === number).map(({ text }) => text);
          const here = (await messages(number)).map(({ text }: { text: string }) => text.trim());
          expect(here).toEqual(expected);
          await expectReplayed(desk, number);
        }
        for (const number of numbers) if (merges.has(number)) await undo(number);
        for (const number of numbers) {
          const own = written.filter(({ origin }) => origin === number).map(({ text }) => text);
          expect((await messages(number)).map(({ text }: { text: string }) => text.trim())).toEqual(own);
        }
      }),
      { numRuns: 4 },
    );
  }, 180_000);

  test('two who undo the same merge at once undo it once', async () => {
    const [a, b] = [await opened('carla', 'Uma vez'), await opened('carla', 'So uma')];
    await merge([a], b);
    const answers = await Promise.all([undo(a), undo(a)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await said(a)).toEqual(['Uma vez, said carla.']);
  });
});
