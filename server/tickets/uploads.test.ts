import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Upload } from '../../contract/uploads.ts';
import { largestFile, mostUnsent } from '../../domain/uploads.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { settle } from '../worker.ts';
import { forgetUploads } from './commands/forget-uploads.ts';
import { get, openTicket, patch, windowPasses, write } from './desk.fixture.ts';

let desk: Desk;
let number: number;
beforeAll(async () => {
  desk = await startDesk();
  number = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
});
afterAll(() => desk?.close());

type File = { name?: string; type?: string; bytes?: Buffer; box?: 'reply' | 'note'; to?: number };

function put(by: AgentName, file: File = {}) {
  const { name = 'boleto.pdf', type = 'application/pdf', bytes = Buffer.from('%PDF-1.4 boleto'), box, to } = file;
  const query = { name, ...(box && { box }) };
  return desk.as(by).post(`/api/tickets/${to ?? number}/uploads`, bytes, { headers: { 'content-type': type }, query });
}
async function uploaded(by: AgentName, file: File = {}): Promise<Upload> {
  const { status, body } = await put(by, file);
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.upload;
}
const uploadsOf = async (by: AgentName, of = number): Promise<Upload[]> =>
  (await desk.as(by).get(`/api/tickets/${of}/uploads`)).body.uploads;
const reply = (attachments: string[], more = {}) => ({ kind: 'reply', text: 'Segue o boleto.', attachments, ...more });
const messages = async (of = number) => (await desk.as('olivia').get(`/api/tickets/${of}/messages`)).body.messages;
const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code;

describe('a file put up for a message', () => {
  test('waits in its box, for whoever put it there alone', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const [first, second] = [await uploaded('ana', { to: of, box: 'reply' }), await uploaded('ana', { to: of })];
    expect(first).toMatchObject({ name: 'boleto.pdf', contentType: 'application/pdf', size: 15, box: 'reply' });
    expect(await uploadsOf('ana', of)).toEqual([first, { ...second, box: null }]);
    expect(await uploadsOf('olivia', of)).toEqual([]);
    expect((await desk.as('ana', 'token').get(`/api/tickets/${of}/uploads`)).body.uploads).toHaveLength(2);
  });

  test('moves with the words from the reply to the note, and goes when it is not wanted', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const { id } = await uploaded('ana', { to: of, box: 'reply' });
    const url = `/api/tickets/${of}/uploads/${id}`;
    expect((await desk.as('ana').patch(url, { box: 'note' })).status).toBe(204);
    expect(await uploadsOf('ana', of)).toMatchObject([{ id, box: 'note' }]);
    for (const by of ['olivia', 'rafael'] as const) {
      expect(codeOf(await desk.as(by).patch(url, { box: 'reply' }))).toBe('upload_not_found');
      expect(codeOf(await desk.as(by).delete(url))).toBe('upload_not_found');
    }
    expect((await desk.as('ana').delete(url)).status).toBe(204);
    expect(await uploadsOf('ana', of)).toEqual([]);
    expect(codeOf(await write(desk.as('ana'), of, reply([id])))).toBe('upload_gone');
  });

  test.each([
    ['../../etc/passwd', '_.._etc_passwd', 'text/html; charset=utf-8', 'text/html'],
    ['nota\u202efdp.exe', 'notafdp.exe', 'application/x-msdownload', 'application/x-msdownload'],
    ['carta.eml', 'carta.eml', 'message/rfc822', 'application/octet-stream'],
    ['Cotação nº 12 – 2026.pdf', 'Cotação nº 12 – 2026.pdf', 'Application/PDF', 'application/pdf'],
  ])('%j is called %j', async (...[name, clean, type, contentType]) => {
    expect(await uploaded('ana', { name, type })).toMatchObject({ name: clean, contentType });
  });

  test('in JSON is a file like any other', async () => {
    const bytes = Buffer.from('{"not": read');
    expect(await uploaded('ana', { name: 'a.json', type: 'application/json', bytes })).toMatchObject({ size: 12 });
  });

  test('that is empty says nothing', async () => {
    expect(codeOf(await put('ana', { bytes: Buffer.alloc(0) }))).toBe('file_empty');
  });
});

describe('how much', () => {
  test('a file that is too large is refused with the limit', async () => {
    const answer = await put('ana', { bytes: Buffer.alloc(largestFile + 1) });
    expect(answer.status).toBe(413);
    expect(answer.body.error).toMatchObject({ code: 'body_too_large', details: { maxBytes: largestFile } });
    expect(answer.body.error.message).toContain(String(largestFile));
  });

  test('files that fit one by one but not together are refused with the limit, and nothing is lost', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const file = (fill: number) => uploaded('ana', { to: of, box: 'reply', bytes: Buffer.alloc(13_000_000, fill) });
    const ids = [(await file(1)).id, (await file(2)).id];
    const answer = await write(desk.as('ana'), of, reply(ids));
    expect(answer.status).toBe(413);
    expect(answer.body.error).toMatchObject({ code: 'files_too_large', details: { maxBytes: 25_000_000 } });
    expect(await uploadsOf('ana', of)).toHaveLength(2);
    expect((await write(desk.as('ana'), of, reply(ids.slice(0, 1)))).status).toBe(201);
  });

  test('what one agent has lying about unsent has a limit', async () => {
    const { id } = await uploaded('rafael');
    await desk.db.updateTable('uploads').set({ size: mostUnsent }).where('uuid', '=', id).execute();
    expect(codeOf(await put('rafael'))).toBe('uploads_full');
    await desk.as('rafael').delete(`/api/tickets/${number}/uploads/${id}`);
    expect((await put('rafael')).status).toBe(201);
  });

  test('nobody puts up more than sixty in a minute', async () => {
    const answers = await Promise.all(Array.from({ length: 61 }, () => put('olivia')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

describe('who may', () => {
  test('whoever does not see the ticket puts nothing there, and learns nothing', async () => {
    expect((await put('bruno')).status).toBe(404);
    expect((await put('lia')).status).toBe(404);
    expect((await desk.as('bruno').get(`/api/tickets/${number}/uploads`)).status).toBe(404);
  });

  test('a limited agent does in the ticket that is theirs, until it is taken away', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support', assignee: 'lia@atende.example' });
    const { id } = await uploaded('lia', { to: of, box: 'reply' });
    await patch(desk.as('olivia'), of, { assignee: null });
    expect((await desk.as('lia').get(`/api/tickets/${of}/uploads`)).status).toBe(404);
    expect((await desk.as('lia').delete(`/api/tickets/${of}/uploads/${id}`)).status).toBe(404);
    expect((await write(desk.as('lia'), of, reply([id]))).status).toBe(404);
  });

  test('nobody sends what a colleague put up, nor their own of another ticket', async () => {
    const other = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const [theirs, elsewhere] = [await uploaded('rafael'), await uploaded('ana', { to: other })];
    for (const { id } of [theirs, elsewhere])
      expect(codeOf(await write(desk.as('ana'), number, reply([id])))).toBe('upload_gone');
    expect(await uploadsOf('rafael')).toContainEqual(theirs);
    expect(await uploadsOf('ana', other)).toEqual([elsewhere]);
  });
});

describe('a message with files', () => {
  test('keeps them in their order, under the ids they had, and downloads are what was put up', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const png = Buffer.from('\x89PNG\r\n\x1a\n and pixels', 'latin1');
    const second = await uploaded('ana', { to: of, name: 'tela.png', type: 'image/png', bytes: png });
    const first = await uploaded('ana', { to: of, name: 'Cotação.pdf' });
    const sent = await write(desk.as('ana'), of, reply([first.id, second.id, first.id]));
    const expected = [first, second].map(({ box: _, ...file }) => ({
      ...file,
      isInline: false,
      url: `/api/attachments/${file.id}`,
    }));
    expect(sent.body.message.attachments).toEqual(expected);
    expect((await messages(of)).at(-1).attachments).toEqual(expected);
    expect(await uploadsOf('ana', of)).toEqual([]);
    const picture = await desk.as('ana').get(`/api/attachments/${second.id}`);
    expect(picture.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(String(picture.headers['content-disposition'])).toMatch(/^attachment; filename="tela\.png"/);
  });

  test('a note has them too, and they leave for nobody', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const { id } = await uploaded('ana', { to: of, box: 'note' });
    const sent = await write(desk.as('ana'), of, { kind: 'note', text: 'Veja a tela', attachments: [id] });
    expect(sent.body.message.attachments).toMatchObject([{ id }]);
    await settle(desk.p);
    expect((await desk.as('adao').get(`/api/deliveries?ticket=${of}`)).body.deliveries).toEqual([]);
  });

  test('taken back inside the undo window gives words, files and status back, and leaves recipients as they were', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    await desk.as('ana').patch(`/api/tickets/${of}/participants`, { add: [{ email: 'socio@padariacentral.example' }] });
    const { answerTo, participants } = await get(desk.as('ana'), of);
    const file = await uploaded('ana', { to: of, box: 'reply' });
    const { body } = await write(desk.as('ana'), of, reply([file.id], { status: 'pending' }));
    const undone = await desk.as('ana').delete(`/api/tickets/${of}/messages/${body.message.id}`);
    expect(undone.body).toEqual({ text: 'Segue o boleto.', html: null, status: 'pending', attachments: [file] });
    expect(await uploadsOf('ana', of)).toEqual([file]);
    expect(await get(desk.as('ana'), of)).toMatchObject({ answerTo, participants });
    expect((await desk.as('ana').get(`/api/attachments/${file.id}`)).status).toBe(404);

    const again = await write(desk.as('ana'), of, reply([file.id]));
    expect(again.body.message.attachments).toMatchObject([{ id: file.id }]);
    await windowPasses(desk);
    const [delivery] = (await desk.as('adao').get(`/api/deliveries?ticket=${of}`)).body.deliveries;
    expect(delivery).toMatchObject({ cc: ['socio@padariacentral.example'] });
    expect((await desk.as('ana').get(`/api/attachments/${file.id}`)).status).toBe(200);
  });

  test('where the channel carries none, the reply says so before anything is put up', async () => {
    const { carla } = desk.world.contacts;
    const identity = { contact_id: carla.id, kind: 'external', value: `talk-${carla.id}` } as const;
    await desk.db.insertInto('contact_identities').values(identity).execute();
    const talk = await desk.db
      .insertInto('inboxes')
      .values({ uuid: crypto.randomUUID(), name: 'Talk', channel: 'talk', settings: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const loose = await uploaded('ana', { to: of });
    await desk.db.updateTable('tickets').set({ inbox_id: talk.id }).where('number', '=', of).execute();
    expect(codeOf(await put('ana', { to: of, box: 'reply' }))).toBe('channel_takes_no_files');
    expect(codeOf(await write(desk.as('ana'), of, reply([loose.id])))).toBe('channel_takes_no_files');
    expect((await put('ana', { to: of, box: 'note' })).status).toBe(201);
    expect((await write(desk.as('ana'), of, { kind: 'reply', text: 'Sem anexo.' })).status).toBe(201);
  });
});

describe('a file that nobody sends', () => {
  const row = (id: string) => desk.db.selectFrom('uploads').select('file_hash').where('uuid', '=', id).execute();
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const expire = (id: string) =>
    desk.db
      .updateTable('uploads')
      .set({ expires_at: new Date(0) })
      .where('uuid', '=', id)
      .execute();

  test('cannot be sent once it has expired, and is removed with its bytes', async () => {
    const { id } = await uploaded('ana', { bytes: Buffer.from('nobody ever sends this') });
    const [{ file_hash: hash } = { file_hash: '' }] = await row(id);
    await expire(id);
    expect(await uploadsOf('ana')).not.toContainEqual(expect.objectContaining({ id }));
    expect(codeOf(await write(desk.as('ana'), number, reply([id])))).toBe('upload_gone');
    expect(await forgetUploads(desk.p, tomorrow())).toBeGreaterThan(0);
    expect([await row(id), await desk.p.files.has(hash)]).toEqual([[], false]);
  });

  test('leaves its bytes to a message that has the same, and to another upload', async () => {
    for (const needs of ['message', 'upload'] as const) {
      const bytes = Buffer.from(`needed by a ${needs}`);
      const [gone, kept] = [await uploaded('ana', { bytes }), await uploaded('ana', { bytes })];
      const [{ file_hash: hash } = { file_hash: '' }] = await row(kept.id);
      if (needs === 'message') await write(desk.as('ana'), number, reply([kept.id]));
      await expire(gone.id);
      await forgetUploads(desk.p, tomorrow());
      expect([await row(gone.id), await desk.p.files.has(hash)]).toEqual([[], true]);
    }
  });

  test('stays until the next run where somebody stored the same bytes a moment ago', async () => {
    const bytes = Buffer.from('stored again at this moment');
    const { id } = await uploaded('ana', { bytes });
    const [{ file_hash: hash } = { file_hash: '' }] = await row(id);
    const file = path.join(desk.p.config.dataDir, 'files', hash.slice(0, 2), hash);
    const longAgo = new Date(Date.now() - 86_400_000);
    await utimes(file, longAgo, longAgo);
    await desk.p.files.put(bytes); // a mail with the same file, about to be filed
    await expire(id);
    await forgetUploads(desk.p);
    expect([(await row(id)).length, await desk.p.files.has(hash)]).toEqual([1, true]);
    await utimes(file, longAgo, longAgo);
    await forgetUploads(desk.p);
    expect([(await row(id)).length, await desk.p.files.has(hash)]).toEqual([0, false]);
  });

  test('is remembered as long as a draft may lie: a month in a box, a day outside of one', async () => {
    const of = await openTicket(desk.as('olivia', 'token'), { team: 'support' });
    const boxed = await uploaded('ana', { to: of, box: 'note' });
    await uploaded('ana', { to: of });
    desk.clock.advance(29 * 86_400);
    await forgetUploads(desk.p);
    const later = await desk.as('ana', 'token').get(`/api/tickets/${of}/uploads`);
    expect(later.body.uploads).toEqual([boxed]);
  });
});
