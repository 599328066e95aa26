import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitizeHtml } from '../../platform/html/sanitize-html.ts';
import { endOfFold, foldedHtml, type OpenFold } from './fold.ts';

const openFold: OpenFold = (kind, isOpen) => `<details data-fold="${kind}"${isOpen ? ' open' : ''}><div>`;
const fold = (html: string) => foldedHtml(html, { openFold });
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** As a mail comes in and is shown: what one reads at once, and what is folded. */
async function shown(html: string) {
  const { html: clean } = await sanitizeHtml(html);
  const page = fold(clean);
  expect(words(page)).toBe(words(clean));
  const isOpen = page.includes(' open>');
  const folds = [...page.matchAll(/<details data-fold="(\w+)"(?: open)?><div>(.*?)<\/div><\/details>/gs)];
  const atOnce = folds.reduce((rest, [whole]) => rest.replace(whole, ' '), page);
  return {
    atOnce: words(atOnce),
    folded: folds.map(([, kind, content]) => `${kind}: ${words(content ?? '')}`),
    isOpen,
    page,
  };
}

const quotation = 'May I cancel? Ana';
const outlookHead =
  '<p class="MsoNormal"><b>From:</b> Ana Martins &lt;ana@acme.example&gt;<br><b>Sent:</b> Friday, November 21, 2026 9:05 AM<br><b>To:</b> Carla<br><b>Subject:</b> Your order</p>';

describe('what mail programs quote is folded', () => {
  test.each<[string, string, string?]>([
    [
      'Gmail',
      '<div dir="ltr">Yes, please.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, Nov 21, 2026 at 9:05 AM Ana &lt;<a href="mailto:ana@acme.example">ana@acme.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>May I cancel?</div><div>Ana</div></blockquote></div>',
    ],
    [
      'Gmail in a language not known here',
      '<div>Yes, please.</div><div class="gmail_quote"><div class="gmail_attr">pt., 21 lis 2026 o 09:05 Ana napisał(a):<br></div><blockquote class="gmail_quote"><div>May I cancel?</div>Ana</blockquote></div>',
    ],
    [
      'Apple Mail',
      '<html><body>Yes, please.<br><div><br><blockquote type="cite"><div>On Nov 21, 2026, at 9:05 AM, Ana &lt;ana@acme.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>May I cancel?<br>Ana</div></blockquote></div></body></html>',
    ],
    [
      'Apple Mail on a phone',
      '<div dir="ltr">Yes, please.</div><div dir="ltr"><br><blockquote type="cite">Am 21.11.2026 um 09:05 schrieb Ana &lt;ana@acme.example&gt;:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">May I cancel? Ana</div></blockquote>',
    ],
    [
      'Thunderbird',
      '<p>Yes, please.</p><div class="moz-cite-prefix">Em 21/11/2026 09:05, Ana escreveu:<br></div><blockquote type="cite" cite="mid:x@y"><p>May I cancel?</p><p>Ana</p></blockquote>',
    ],
    [
      'Yahoo',
      '<div class="ydp1"><div>Yes, please.</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Friday, November 21, 2026 at 09:05:11 AM GMT-3, Ana &lt;ana@acme.example&gt; wrote:</div><div><br></div><div>May I cancel? Ana</div></div>',
    ],
    [
      'Outlook on the web',
      '<div>Yes, please.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>Von:</b> Ana<br><b>Gesendet:</b> 21.11.<br></font></div><div>May I cancel? Ana</div>',
    ],
    [
      'Outlook on Windows',
      `<div class="WordSection1"><p class="MsoNormal">Yes, please.</p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">${outlookHead}</div><p class="MsoNormal">May I cancel?</p><p class="MsoNormal">Ana</p></div>`,
    ],
    [
      'Outlook on Windows in a language not known here',
      '<div><p>Yes, please.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Od:</b> Ana &lt;ana@acme.example&gt;<br><b>Wysłano:</b> piątek<br><b>Do:</b> Carla<br><b>Temat:</b> Zamówienie</p></div></div><p>May I cancel?</p><p>Ana</p></div>',
    ],
    [
      'Outlook on a Mac',
      `<div><p>Yes, please.</p></div><div style="border:none;border-top:solid #B5C4DF 1.0pt">${outlookHead}</div><div>May I cancel? Ana</div>`,
    ],
    [
      'Outlook on a phone',
      '<div dir="ltr">Yes, please.</div><hr><div id="ms-outlook-mobile-reference-message"><b>Da:</b> Ana<br>May I cancel? Ana</div>',
    ],
    [
      'Proton Mail',
      '<div>Yes, please.</div><div class="protonmail_quote">On Friday, November 21st, 2026 at 9:05 AM, Ana &lt;ana@acme.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">May I cancel? Ana</blockquote></div>',
    ],
    [
      'a program that quotes with bare block quotes',
      '<div>Yes, please.</div><div>On 21/11/2026 9:05, Ana wrote:</div><blockquote><div>May I cancel?</div><div>Ana</div></blockquote>',
    ],
    [
      'a program that writes text with breaks into one paragraph',
      '<p>Yes, please.<br><br>On 21/11/2026 9:05, Ana wrote:<br>&gt; May I cancel?<br>&gt; Ana</p>',
    ],
    [
      'a program that puts everything in a table',
      '<table><tbody><tr><td>Yes, please.<br></td></tr><tr><td>-----Mensagem original-----<br>De: Ana<br>May I cancel? Ana</td></tr></tbody></table>',
    ],
  ])('by %s', async (_name, html) => {
    const page = await shown(html);
    expect(page.atOnce).toBe('Yes, please.');
    expect(page.folded.join(' ')).toMatch(/^quoted: .*May I cancel\?.*Ana$/s);
    expect(page.folded.every((one) => one.startsWith('quoted: '))).toBe(true);
    expect(page.isOpen).toBe(false);
  });
});

describe('signatures are folded', () => {
  test.each([
    [
      'Gmail',
      '<div>Yes.<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature"><div>Carla</div><div>Padaria</div></div></div>',
    ],
    ['Thunderbird', '<p>Yes.</p><pre class="moz-signature" cols="72">-- \nCarla, Padaria</pre>'],
    ['Outlook', '<div>Yes.</div><div id="Signature"><div>Carla</div><div>Padaria</div></div>'],
    ['the iPhone', '<div>Yes.</div><br id="lineBreak"><div dir="ltr">Enviado do meu iPhone</div>'],
    [
      'Outlook on a phone',
      '<div>Yes.</div><div id="ms-outlook-mobile-signature"><a href="https://aka.ms/o0ukef">Get Outlook for iOS</a></div>',
    ],
  ])('of %s', async (_name, html) => {
    const page = await shown(html);
    expect(page.atOnce).toBe('Yes.');
    expect(page.folded).toEqual([expect.stringMatching(/^signature: /)]);
  });

  test('but one that asks something is shown', async () => {
    const { atOnce, folded } = await shown(
      '<div>Yes.</div><div id="Signature">Carla<br>Can you also refund order 3?</div>',
    );
    expect(atOnce).toBe('Yes. Carla Can you also refund order 3?');
    expect(folded).toEqual([]);
  });

  test('and what stands below one is shown', async () => {
    const { atOnce } = await shown(
      '<div>Yes.</div><div class="gmail_signature">Carla</div><div>Order 3 is broken too.</div>',
    );
    expect(atOnce).toBe('Yes. Order 3 is broken too.');
  });
});

describe('the words of the sender stay in sight', () => {
  test('between the lines of a quotation, each quotation folded by itself', async () => {
    const { atOnce, folded } = await shown(
      '<div class="gmail_quote"><div class="gmail_attr">On Fri, Nov 21, 2026 at 9:05 AM Ana &lt;ana@acme.example&gt; wrote:<br></div><blockquote class="gmail_quote">May I cancel?</blockquote><div>Yes.</div><blockquote class="gmail_quote">And the refund?</blockquote><div>To the card.</div></div>',
    );
    expect(atOnce).toBe('Yes. To the card.');
    expect(folded).toEqual([
      'quoted: On Fri, Nov 21, 2026 at 9:05 AM Ana &lt;ana@acme.example&gt; wrote: May I cancel?',
      'quoted: And the refund?',
    ]);
  });

  test('under a quotation', async () => {
    const { atOnce } = await shown(
      '<div class="moz-cite-prefix">On 21/11/26 9:05, Ana wrote:<br></div><blockquote type="cite">May I?</blockquote><p>Yes.</p>',
    );
    expect(atOnce).toBe('Yes.');
  });

  test('and a picture they sent', async () => {
    const { page } = await shown(
      '<div><img src="cid:photo@x"></div><div>On 21/11/2026 9:05, Ana wrote:</div><blockquote type="cite">Send a photo</blockquote>',
    );
    expect(page).toMatch(/<img[^>]*>.*<details/s);
  });

  test('and a story with the words of an introduction', async () => {
    const html =
      '<p>On Monday John wrote: I will refund you.</p><p>He did not.</p><blockquote>a citation of my own</blockquote><p>Help.</p>';
    expect((await shown(html)).folded).toEqual([]);
  });

  test('and a journey', async () => {
    const html = '<p>Please book:</p><p>From: São Paulo<br>To: Recife<br>Date: 12/12/2026 09:05</p>';
    expect((await shown(html)).folded).toEqual([]);
  });

  test.each([
    [
      'Gmail',
      '<div>Look:</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Bank<br></div>Refused.<blockquote class="gmail_quote">older</blockquote></div>',
    ],
    [
      'Apple Mail',
      '<div>Look.<br><blockquote type="cite"><div>Begin forwarded message:</div><div>From: Bank</div><div>Refused.</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      '<p>Look.</p><div class="moz-forward-container"><br>-------- Forwarded Message --------<table><tbody><tr><th>Subject: </th><td>Refused</td></tr></tbody></table><p>Refused.</p></div>',
    ],
    [
      'Outlook, with a word that says so',
      `<p>See below.</p><div id="divRplyFwdMsg">${outlookHead}</div><p>Refused.</p>`,
    ],
  ])('and a mail they forward with %s', async (_name, html) => {
    expect((await shown(html)).folded).toEqual([]);
  });

  test('and a mail they forward with Outlook, where the subject says so', () => {
    const html = `<p>For you.</p><div data-quote="history">${outlookHead}</div><p>Refused.</p>`;
    expect(foldedHtml(html, { openFold, isForward: true })).toBe(html);
    expect(fold(html)).toContain('<details');
  });

  test('and everything, where there is nothing but a quotation', async () => {
    const html = `<blockquote type="cite">${quotation}</blockquote><div class="gmail_signature">Carla</div>`;
    expect((await shown(html)).folded).toEqual([]);
  });

  test('and the quotation stands open where they wrote into it', async () => {
    const { isOpen } = await shown(
      '<p>My answers are below, in red.</p><blockquote type="cite">May I? <font color="red">Yes.</font></blockquote>',
    );
    expect(isOpen).toBe(true);
  });
});

describe('the page', () => {
  test('closes no paragraph by a fold in it', async () => {
    const { page } = await shown(
      '<p style="color:red"><span>Yes.<br>-----Original Message-----<br>From: Ana</span></p>',
    );
    expect(page).toBe(
      '<div data-was="p" style="color:red"><span>Yes.<details data-fold="quoted"><div><br />-----Original Message-----<br />From: Ana</div></details></span></div>',
    );
  });

  test('has no fold between the rows of a table or the items of a list', async () => {
    const { page } = await shown('<ul><li>Yes.</li><li>-----Original Message-----</li><li>From: Ana</li></ul>');
    expect(page).toBe(
      '<ul><li>Yes.</li><li><details data-fold="quoted"><div>-----Original Message-----</div></details></li><li><details data-fold="quoted"><div>From: Ana</div></details></li></ul>',
    );
  });

  test('stays as it is where its tags do not close as they opened', () => {
    for (const html of ['<div>a</span>', '<div><blockquote type="cite">b</blockquote>', '</div>', '<b><i></b></i>']) {
      expect(fold(html)).toBe(html);
    }
  });

  test('loses no character, whatever it is made of', () => {
    const piece: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(
          'Yes. ',
          '<br />',
          '<hr />',
          '<img src="cid:a" />',
          '-- ',
          'Sent from my iPhone',
          '&gt; a',
          'On 1/1/2026 9:05 Ana wrote:',
          '-----Original Message-----',
        ),
        fc
          .tuple(
            fc.constantFrom(
              'div',
              'p',
              'span',
              'ul',
              'table',
              'blockquote',
              'blockquote type="cite"',
              'div class="gmail_attr"',
              'div class="gmail_signature"',
              'div data-quote="history"',
            ),
            fc.array(tie('node'), { maxLength: 4 }),
          )
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag.split(' ')[0]}>`),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const html = pieces.join('');
        const unfolded = fold(html)
          .replace(/<details data-fold="\w+"(?: open)?><div>/g, '')
          .replaceAll(endOfFold, '')
          .replaceAll('<div data-was="p"', '<p');
        expect(unfolded.replaceAll('</div>', '</p>')).toBe(html.replaceAll('</div>', '</p>'));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['half a megabyte of quotations', '<blockquote type="cite">a</blockquote>b'.repeat(13_000)],
    ['half a megabyte of breaks', '<br />'.repeat(85_000)],
    ['half a megabyte of text', 'word '.repeat(100_000)],
    ['half a megabyte of open brackets', '<a '.repeat(170_000)],
    ['nesting as deep as it may be', `${'<blockquote>'.repeat(200)}a${'</blockquote>'.repeat(200)}`.repeat(80)],
    ['nesting deeper than that', `${'<div>'.repeat(40_000)}a${'</div>'.repeat(40_000)}`],
    ['half a megabyte of signatures', '<div data-quote="signature">a</div><br />'.repeat(12_000)],
    ['half a megabyte of heads', '<div style="border-top:solid red 1px">From: a</div>'.repeat(10_000)],
  ])('of %s is ready in no time', (_name, html) => {
    fold(html.slice(0, 2000));
    const startedAt = process.cpuUsage();
    fold(html);
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(1500);
  });
});
