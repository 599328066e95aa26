import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../server/platform/platform.ts';
import { launchBrowser } from './browser.ts';
import { addTicket, type OpenDesk, openDesk, password } from './desk.ts';
import { expectQuiet, openScreen, type Screen, toast } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const enter = async ({ page }: Screen, email: string, secret: string) => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

describe('signing in', () => {
  test('brings back to the page that was asked for, and signing out closes it', async () => {
    const number = await addTicket(desk, { subject: 'Behind the door' });
    const screen = await openScreen(browser, { desk });
    const { page } = screen;
    await page.goto(`/tickets/${number}`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expectQuiet(screen);

    await enter(screen, 'ana@atende.example', 'not the password');
    await page.getByRole('alert').getByText('This e-mail address and password do not belong together.').waitFor();
    await enter(screen, 'ana@atende.example', password);
    await page.getByRole('heading', { name: 'Behind the door' }).waitFor();

    await page.getByRole('button', { name: 'My account, Ana Lima' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`/tickets/${number}`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expectQuiet(screen, { statuses: [401] });
    await screen.context.close();
  });

  test('somewhere else than this desk is not where it leads', async () => {
    for (const to of ['//evil.example/', 'https://evil.example/', 'javascript:alert(1)', '/\\\\evil.example']) {
      const screen = await openScreen(browser, { desk });
      await screen.page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await enter(screen, 'ana@atende.example', password);
      await screen.page.getByRole('navigation', { name: 'Views' }).waitFor();
      expect(new URL(screen.page.url())).toMatchObject({ origin: desk.url, pathname: '/tickets' });
      expectQuiet(screen);
      await screen.context.close();
    }
  });
});

test('a forgotten password is chosen anew by the mailed link, which works once and ends other sessions', async () => {
  const before = await openScreen(browser, { desk, as: 'bruno' });
  await before.page.goto('/tickets');
  await before.page.getByRole('navigation', { name: 'Views' }).waitFor();

  const screen = await openScreen(browser, { desk });
  const { page } = screen;
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'I forgot my password' }).click();
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await page.getByLabel('E-mail').fill('bruno@atende.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await page.getByText('bruno@atende.example').waitFor();

  const link = await mailedLink('bruno@atende.example');
  await page.goto(link);
  await page.getByLabel('New password').fill('a brand new passphrase');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await toast(page, 'Your password is changed. Sign in with it.');
  await enter(screen, 'bruno@atende.example', 'a brand new passphrase');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();

  await before.page.reload();
  await before.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await before.page.goto(link);
  await before.page.getByLabel('New password').fill('yet another passphrase');
  await before.page.getByRole('button', { name: 'Change the password' }).click();
  await before.page.getByRole('alert').getByText('This link was used already or has expired.').waitFor();
  expectQuiet(screen);
  await Promise.all([screen.context.close(), before.context.close()]);
});

/** The letters to agents lie in the local outbox, where no screen shows them: who reads them could become anybody. */
async function mailedLink(to: string): Promise<string> {
  let link: string | undefined;
  const found = async () => {
    const letters = await desk.db.selectFrom('outgoing_mail').select('file_hash').where('recipient', '=', to).execute();
    for (const letter of letters) {
      // The desk writes to agents about their tickets too: the letter that is meant holds a link.
      const text = (await desk.p.files.get(letter.file_hash)).toString().replace(/=\r\n/g, '');
      link ??= /http:\S+\/reset#[\w-]+/.exec(text)?.[0];
    }
    return link ?? `no link in ${letters.length} letters; jobs: ${JSON.stringify(await unfinishedJobs(desk.db))}`;
  };
  await expect.poll(found).toMatch(/^http:/);
  return link ?? '';
}

async function unfinishedJobs(db: Db): Promise<unknown[]> {
  const { rows } = await sql`select task_identifier, attempts, last_error, run_at from graphile_worker.jobs`.execute(
    db,
  );
  return rows;
}

describe('the profile', () => {
  test('switches language and look, here and on the next device', async () => {
    const screen = await openScreen(browser, { desk, as: 'rafael' });
    const { page } = screen;
    await page.goto('/profile');
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: 'Português (Brasil)' }).click();
    await page.getByRole('heading', { name: 'Meu perfil' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor);
    const light = await paper();
    await page.getByRole('button', { name: /Aparência|Visual|Tema/ }).click();
    await page.getByRole('option', { name: 'Escuro' }).click();
    await expect.poll(paper).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { name: 'Meu perfil' }).waitFor();
    expect(await paper()).not.toBe(light);

    const elsewhere = await openScreen(browser, { desk, as: 'rafael' });
    await elsewhere.page.goto('/profile');
    await elsewhere.page.getByRole('heading', { name: 'Meu perfil' }).waitFor();
    expectQuiet(screen);
    await Promise.all([screen.context.close(), elsewhere.context.close()]);
  });

  test('changes the password and ends the sessions on other devices', async () => {
    const [here, there] = [await openScreen(browser, { desk }), await openScreen(browser, { desk })];
    for (const screen of [here, there]) {
      await screen.page.goto('/sign-in?to=/profile');
      await enter(screen, 'lia@atende.example', password);
      await screen.page.getByRole('heading', { name: 'My profile' }).waitFor();
    }
    const { page } = here;
    await page.getByLabel('Current password').fill('a wrong one');
    await page.getByLabel('New password').fill('nine purple bottles');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Current password').fill(password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await toast(page, 'Your password is changed. Other devices are signed out.');
    await page.getByText('this device').waitFor();
    await there.page.reload();
    await there.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    await Promise.all([here.context.close(), there.context.close()]);
  });

  test('shows an API token once, lets it work, and revokes it', async () => {
    const screen = await openScreen(browser, { desk, as: 'ana' });
    const { page } = screen;
    await page.goto('/profile');
    await page.getByLabel('What the token is for').fill('The shop');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByLabel('API token', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('The shop').waitFor();
    expect(await page.content()).not.toContain(token);
    const ask = () => fetch(`${desk.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke The shop' }).click();
    await page.getByText('The shop').waitFor({ state: 'detached' });
    expect((await ask()).status).toBe(401);
    expectQuiet(screen);
    await screen.context.close();
  });
});
