import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectReplayed } from '../../test/replayed.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply, lastSent } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';
const davi = 'Davi Souza <davi@padariacentral.example>';
const alone = { takes: 'message' };
type Agent = 'ana' | 'bruno' | 'caio' | 'olivia';

async function opened(subject: string, more: object = {}): Promise<number> {
  await mail({ from: carla, subject, text: `${subject}, said carla.` });
  const number = await newest();
  if (Object.keys(more).length > 0) await change(number, more);
  return number;
}
async function change(number: number, changes: object): Promise<void> {
  const { version } = await ticket(number);
  expect((await desk.as('olivia').patch(`/api/tickets/${number}`, { version, ...changes })).status).toBe(200);
}
const writes = (number: number, text: string, more: object = {}) =>
  mail({ from: carla, subject: `Re [#${number}]`, text, ...more });
const said = async (number: number) =>
  (await messages(number)).map(({ text, writtenIn }: { text: string; writtenIn: number | null }) =>
    [text.trim().split('\n')[0], writtenIn].filter(Boolean).join(' @'),
  );
const idOf = async (number: number, text: string): Promise<string> =>
  (await messages(number)).find((one: { text: string }) => one.text.startsWith(text)).id;
const split = async (
  number: number,
  text: string,
  { agent = 'ana', ...more }: { agent?: Agent; takes?: string; subject?: string } = {},
) => {
  const body = { message: await idOf(number, text), takes: 'later', ...more };
  return desk.as(agent).post(`/api/tickets/${number}/splits`, body);
};
const undo = (number: number, agent: Agent = 'ana') => desk.as(agent).delete(`/api/tickets/${number}/split`);
const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [status, body.error?.code];
/** The ticket as somebody who comes later sees it: all but the marks that something was done to it. */
const steady = async (number: number) => {
  const { version: _1, updatedAt: _2, ...rest } = await ticket(number);
  return rest;
};
const events = async (number: number): Promise<string[]> =>
  (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body.history.map(
    ({ type }: { type: string }) => type,
  );

/** A ticket with two matters: the oven, and from the third message on the bill. */
async function twoMatters(name: string, more: object = {}) {
  const number = await opened(`Forno ${name}`, more);
  const first = await reply(number, 'We come on Monday.');
  await writes(number, 'And the bill?');
  return { number, first };
}

describe('a ticket that is split', () => {
  test('gives the chosen message and all later ones to a new ticket of the same requester, team and topic', async () => {
    const { number } = await twoMatters('A', { team: 'support', priority: 'high', tags: ['forno'] });
    const answered = await reply(number, 'Which bill?');
    const { status, body } = await split(number, 'And the bill?', { subject: 'The bill' });
    expect([status, body.error]).toEqual([201, undefined]);
    const made = body.ticket;
    expect(made).toMatchObject({
      subject: 'The bill',
      statusCategory: 'open',
      priority: 'high',
      requester: { name: 'Carla Souza' },
      team: { name: (await ticket(number)).team.name },
      tags: [],
      messageCount: 2,
      awaitsReply: false,
      links: [{ kind: 'split_from', number }],
    });
    expect(await said(made.number)).toEqual([`And the bill? @${number}`, `Which bill? @${number}`]);
    expect(await said(number)).toEqual([`Forno A, said carla.`, 'We come on Monday.']);
    expect(await ticket(number)).toMatchObject({
      messageCount: 2,
      links: [{ kind: 'split_into', number: made.number }],
      tags: ['forno'],
    });
    expect((await events(number))[0]).toBe('ticket.split_off');
    expect((await events(made.number)).toReversed()).toEqual(['ticket.opened', 'ticket.split_from']);
    for (const one of [number, made.number]) await expectReplayed(desk, one);

    await mail(answerTo(answered, carla, 'The one of May.'));
    expect((await said(made.number)).at(-1)).toBe('The one of May.');
    expect((await desk.as('olivia').get('/api/search?q=May')).body.hits[0].ticket.number).toBe(made.number);
  });

  test('may give one message alone', async () => {
    const { number } = await twoMatters('B');
    await writes(number, 'Monday is fine.');
    const { body } = await split(number, 'And the bill?', alone);
    expect(await said(body.ticket.number)).toEqual([`And the bill? @${number}`]);
    expect(await said(number)).toEqual(['Forno B, said carla.', 'We come on Monday.', 'Monday is fine.']);
    expect(body.ticket).toMatchObject({ subject: 'Forno B', awaitsReply: true });
  });

  test('keeps the answers to what stayed in it, whatever else their mails name', async () => {
    const { number, first } = await twoMatters('C');
    const { body } = await split(number, 'And the bill?');
    const made = body.ticket.number;
    const bill = await reply(made, 'Paid.');
    const oven = await reply(number, 'At nine.');
    await mail(answerTo(oven, carla, 'Nine it is.'));
    await mail(answerTo(bill, carla, 'Thank you.'));
    await mail(answerTo(first, carla, 'Late, but Monday.'));
    expect((await said(number)).slice(2)).toEqual(['At nine.', 'Nine it is.', 'Late, but Monday.']);
    expect((await said(made)).slice(1)).toEqual(['Paid.', 'Thank you.']);
  });

  test('is of the author of the message where somebody else wrote it, and those who got it take part', async () => {
    const { number } = await twoMatters('D');
    const added = { add: [{ email: 'davi@padariacentral.example' }] };
    await desk.as('ana').patch(`/api/tickets/${number}/participants`, added);
    const sent = await reply(number, 'Davi, too.');
    await mail({ ...answerTo(sent, davi, 'My own question.'), cc: carla });
    const { body } = await split(number, 'My own question.');
    expect(body.ticket).toMatchObject({
      requester: { name: 'Davi Souza' },
      participants: [{ name: 'Carla Souza' }],
    });
    expect((await undo(body.ticket.number)).status).toBe(200);
    expect((await ticket(number)).participants).toMatchObject([{ name: 'Davi Souza' }]);
  });

  test('is answered where the first answer stands', async () => {
    const number = await opened('Forno E');
    await writes(number, 'And the bill?');
    await reply(number, 'Paid yesterday.');
    const before = (await ticket(number)).firstRepliedAt;
    const { body } = await split(number, 'And the bill?');
    expect([body.ticket.firstRepliedAt, (await ticket(number)).firstRepliedAt]).toEqual([before, null]);
    expect(await ticket(number)).toMatchObject({ awaitsReply: true, preview: 'Forno E, said carla.' });
    await undo(body.ticket.number);
    expect((await ticket(number)).firstRepliedAt).toBe(before);
  });

  test('sends a reply that can still be taken back from where what it answers went', async () => {
    const { number } = await twoMatters('F');
    const written = await desk
      .as('ana')
      .post(`/api/tickets/${number}/messages`, { kind: 'reply', text: 'Which bill?' });
    expect(written.body.message.state).toBe('waiting');
    expect(codeOf(await split(number, 'Which bill?'))).toEqual([409, 'split_at_waiting']);
    const made = (await split(number, 'And the bill?')).body.ticket.number;
    desk.clock.advance(60);
    await desk.settle();
    expect((await lastSent(made)).subject).toContain(`#${made}`);
    expect(await said(made)).toEqual([`And the bill? @${number}`, `Which bill? @${number}`]);
    for (const one of [number, made]) await expectReplayed(desk, one);
  });
});

describe('a split is refused', () => {
  test('where nothing would be left, where the message is elsewhere, and where the ticket is closed', async () => {
    const { number } = await twoMatters('G');
    expect(codeOf(await split(number, 'Forno G'))).toEqual([409, 'split_takes_all']);
    const body = { message: await idOf(number, 'And the bill?'), takes: 'later' };
    const other = await opened('Outro');
    expect(codeOf(await desk.as('ana').post(`/api/tickets/${other}/splits`, body))).toEqual([404, 'message_not_found']);
    await change(number, { status: 'closed' });
    expect(codeOf(await desk.as('ana').post(`/api/tickets/${number}/splits`, body))).toEqual([409, 'ticket_closed']);
  });

  test('to those who do not see the ticket, or may only write notes', async () => {
    const { number } = await twoMatters('H');
    await change(number, { team: 'billing' });
    expect(codeOf(await split(number, 'And the bill?', { agent: 'ana' }))).toEqual([404, 'ticket_not_found']);
    expect((await split(number, 'And the bill?', { agent: 'caio' })).status).toBe(403);
    const made = (await split(number, 'And the bill?', { agent: 'bruno' })).body.ticket.number;
    expect(codeOf(await undo(made, 'ana'))).toEqual([404, 'ticket_not_found']);
    expect((await undo(made, 'caio')).status).toBe(403);
    await change(number, { team: 'support' });
    expect(codeOf(await undo(made, 'ana'))).toEqual([404, 'ticket_not_found']);
  });

  test('to the second of two who split at the same message at once', async () => {
    const { number } = await twoMatters('I');
    const body = { message: await idOf(number, 'And the bill?'), takes: 'later' };
    const ask = () => desk.as('ana').post(`/api/tickets/${number}/splits`, body);
    const answers = await Promise.all([ask(), ask()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404]);
    expect(await said(number)).toHaveLength(2);
    const { number: made } = answers.find(({ status }) => status === 201)?.body.ticket ?? {};
    const undone = await Promise.all([undo(made), undo(made)]);
    expect(undone.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await said(number)).toHaveLength(3);
  });
});

describe('a split that is undone', () => {
  test('leaves the ticket as it was', async () => {
    const { number } = await twoMatters('J', { team: 'support', tags: ['forno'] });
    await reply(number, 'Which bill?', { status: 'pending' });
    const before = [await steady(number), await said(number)];
    const made = (await split(number, 'And the bill?')).body.ticket.number;
    const { status, body } = await undo(made);
    expect([status, body.ticket]).toMatchObject([
      200,
      {
        statusCategory: 'closed',
        mergedInto: number,
        merge: { number, endsSplit: true, canUndo: false },
        messageCount: 0,
      },
    ]);
    const { links, ...now } = await steady(number);
    expect(links).toMatchObject([{ kind: 'merged_from', number: made }]);
    expect([{ ...now, links: [] }, await said(number)]).toEqual(before);
    for (const one of [number, made]) await expectReplayed(desk, one);
    expect(codeOf(await undo(made))).toEqual([409, 'not_split']);
    expect(codeOf(await desk.as('ana').delete(`/api/tickets/${made}/merge`))).toEqual([409, 'merge_ends_split']);
  });

  test('after further replies brings them along, and mail for the new ticket comes after them', async () => {
    const { number } = await twoMatters('K');
    await change(number, { status: 'solved' });
    const made = (await split(number, 'And the bill?')).body.ticket.number;
    const bill = await reply(made, 'Which bill?');
    await mail(answerTo(bill, carla, 'The one of May.'));
    expect((await undo(made)).status).toBe(200);
    expect((await said(number)).slice(2)).toEqual(['And the bill?', 'Which bill?', 'The one of May.']);
    expect(await ticket(number)).toMatchObject({ statusCategory: 'open', messageCount: 5, awaitsReply: true });
    await mail(answerTo(bill, carla, 'Or of June.'));
    await writes(made, 'By its number.');
    expect((await said(number)).slice(5)).toEqual([`Or of June. @${made}`, `By its number. @${made}`]);
    for (const one of [number, made]) await expectReplayed(desk, one);
  });

  test('waits until what was done to the two tickets since is undone', async () => {
    const { number } = await twoMatters('L');
    await writes(number, 'And the delivery?');
    const made = (await split(number, 'And the bill?')).body.ticket.number;
    const again = (await split(made, 'And the delivery?')).body.ticket.number;
    expect(codeOf(await undo(made))).toEqual([409, 'split_again']);
    expect((await undo(again)).status).toBe(200);
    const other = await opened('Outro forno');
    await desk.as('ana').post(`/api/tickets/${other}/merges`, { numbers: [made] });
    expect(codeOf(await undo(made))).toEqual([409, 'split_merged']);
    await desk.as('ana').delete(`/api/tickets/${made}/merge`);
    expect((await undo(made)).status).toBe(200);
    expect((await said(number)).slice(2)).toEqual(['And the bill?', 'And the delivery?']);
  });

  test('gives a message that had come by a merge back to where it was at home', async () => {
    const other = await opened('Balcao');
    const { number } = await twoMatters('M');
    await desk.as('ana').post(`/api/tickets/${number}/merges`, { numbers: [other] });
    const made = (await split(number, 'Balcao', alone)).body.ticket.number;
    expect(await said(made)).toEqual([`Balcao, said carla. @${other}`]);
    await undo(made);
    await desk.as('ana').delete(`/api/tickets/${other}/merge`);
    expect(await said(other)).toEqual(['Balcao, said carla.']);
    expect(await said(number)).toHaveLength(3);
    for (const one of [number, other]) await expectReplayed(desk, one);
  });
});

describe('whatever happens', () => {
  type Step = { what: 'split' | 'undo' | 'mail' | 'reply' | 'merge' | 'unmerge'; one: number; other: number };
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom('split', 'undo', 'mail', 'reply', 'merge', 'unmerge'),
    one: fc.nat(5),
    other: fc.nat(5),
  });

  test('each message stands in exactly one ticket, and the log rebuilds every ticket', async () => {
    let history = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        const numbers: number[] = [];
        const written: string[] = [];
        for (const index of [0, 1]) {
          const subject = `S${++history} ${index}`;
          numbers.push(await opened(subject));
          written.push(`${subject}, said carla.`);
        }
        const pick = (index: number) => numbers[index % numbers.length] as number;
        for (const { what, one, other } of steps) {
          const number = pick(one);
          const text = `V${++history}.`;
          if (what === 'split') {
            const here = await messages(number);
            const at = here[other % Math.max(here.length, 1)];
            const body = { message: at?.id, takes: one % 2 === 0 ? 'later' : 'message' };
            if (at === undefined) continue;
            const answer = await desk.as('ana').post(`/api/tickets/${number}/splits`, body);
            if (answer.status === 201) numbers.push(answer.body.ticket.number);
          }
          if (what === 'undo') await undo(number);
          if (what === 'merge') await desk.as('ana').post(`/api/tickets/${pick(other)}/merges`, { numbers: [number] });
          if (what === 'unmerge') await desk.as('ana').delete(`/api/tickets/${number}/merge`);
          if (what === 'mail') {
            await writes(number, text);
            written.push(text);
          }
          if (what === 'reply') {
            const answer = await desk
              .as('ana', 'token')
              .post(`/api/tickets/${number}/messages`, { kind: 'reply', text });
            if (answer.status === 201) written.push(text);
          }
        }
        const standing: string[] = [];
        for (const number of numbers) {
          standing.push(...(await messages(number)).map(({ text }: { text: string }) => text.trim()));
          await expectReplayed(desk, number);
        }
        expect(standing.toSorted()).toEqual(written.toSorted());
      }),
      { numRuns: 4 },
    );
  }, 180_000);
});
