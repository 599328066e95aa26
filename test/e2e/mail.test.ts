import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { accessibilityFaults, expectQuiet, openScreen } from './screen.ts';

let desk: OpenDesk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const hostile = `<html><head><style>@import url(https://tracker.example/style.css); body { background: url(https://tracker.example/bg.png) }</style></head>
<body onload="alert('onload')"><script>alert('script'); fetch('https://tracker.example/fetch')</script>
<p>Dear support, <b>please</b> look at this.</p>
<img src="https://tracker.example/open.gif" alt="a pixel" onerror="alert('onerror')">
<svg onload="alert('svg')"><a href="javascript:alert('link')">x</a></svg>
<a href="javascript:alert('href')">the link</a>
<iframe src="https://tracker.example/frame"></iframe>
<form action="https://tracker.example/form" method="post"><input name="password" autofocus onfocus="alert('focus')"><button>Send</button></form>
<meta http-equiv="refresh" content="0;url=https://tracker.example/refresh"></body></html>`;

test('a hostile HTML mail is shown, runs nothing, and asks nobody outside for anything', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana' });
  const { page, context } = screen;
  const outside: string[] = [];
  await context.route(
    (url) => url.host !== new URL(desk.url).host,
    (route) => [outside.push(route.request().url()), void route.abort()],
  );
  await page.goto('/tickets');
  await sendMail(desk.mailPort, { from: 'mary@northwind.example', subject: 'Look at this', text: 'x', html: hostile });
  const framed = page.waitForEvent('requestfinished', (request) => /\/frame\?/.test(request.url()));
  await page.getByRole('link', { name: /Look at this/ }).click();
  await framed;
  expect(screen.noise).toEqual([]);

  const shown = page.frameLocator('iframe[title="Message by Mary Kline"]');
  await shown.getByText('please').waitFor();
  expect(await shown.locator('script, iframe, form, input, button, object, meta[http-equiv]').count()).toBe(0);
  const attributes = await shown.locator('*').evaluateAll((all) => all.flatMap((one) => one.getAttributeNames()));
  expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
  const addresses = await shown
    .locator('[href], [src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src')));
  expect(addresses.filter((address) => /javascript:|tracker/.test(address ?? ''))).toEqual([]);
  await shown.getByText('the link').click();

  expect(outside).toEqual([]);
  expect(await accessibilityFaults(screen)).toEqual([]);
  expectQuiet(screen);
});

test('an attachment comes as a download that no browser would run', async () => {
  const screen = await openScreen(browser, { desk, as: 'ana', acceptDownloads: true });
  const { page } = screen;
  const content = '<script>alert(1)</script>';
  await sendMail(desk.mailPort, {
    from: 'mary@northwind.example',
    subject: 'With a file',
    text: 'The invoice is attached.',
    attachments: [{ filename: 'fatura de março.html', content, contentType: 'text/html' }],
  });
  await page.goto('/tickets');
  await page.getByRole('link', { name: /With a file/ }).click();
  const file = page.getByRole('list', { name: 'Attachments' }).getByRole('link');
  await file.waitFor();

  const [answer, download] = await Promise.all([
    page.request.get(String(await file.getAttribute('href'))),
    page.waitForEvent('download').then((started) => started),
    file.click(),
  ]);
  expect(download.suggestedFilename()).toBe('fatura de março.html');
  expect(answer.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment;/),
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  });
  expect(await answer.text()).toBe(content);

  const visitor = await openScreen(browser, { desk });
  expect((await visitor.page.request.get(answer.url())).status()).toBe(401);
  expectQuiet(screen);
});
